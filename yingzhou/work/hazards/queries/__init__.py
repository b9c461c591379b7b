"""Every read of hazards, one file a noun."""
