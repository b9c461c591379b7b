"""The tables of hazards, one file a noun."""
