"""Exact rate limits: one SQL upsert a key."""

from yingzhou.base.limits.taking import TooMany, give_back, take

__all__ = ["TooMany", "give_back", "take"]
