"""Reading across the rooms."""
