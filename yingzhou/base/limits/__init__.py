"""Exact rate limits: one SQL upsert a key."""
