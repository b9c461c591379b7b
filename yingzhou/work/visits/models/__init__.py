"""The tables of visits, one file a noun."""

from yingzhou.work.visits.models.visit import Visit

__all__ = ["Visit"]
