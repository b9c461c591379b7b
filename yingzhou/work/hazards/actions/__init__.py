"""Every write of hazards, one file a noun."""
