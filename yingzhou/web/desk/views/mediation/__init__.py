"""调解: one page, one address a step."""
