"""Exact rate limits: one SQL upsert a key."""

from yingzhou.base.limits.taking import TooMany, take

__all__ = ["TooMany", "take"]
