"""The tables of inspections, one file a noun."""
