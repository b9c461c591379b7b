"""Every write of inspections, one file a noun."""
