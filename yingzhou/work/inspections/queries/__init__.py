"""Every read of inspections, one file a noun."""
