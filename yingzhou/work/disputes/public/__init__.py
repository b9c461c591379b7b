"""The counter window: what the public may see and do."""
