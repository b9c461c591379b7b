"""The tables of liaison, one file a noun."""

from yingzhou.work.liaison.models.contacts import Contact
from yingzhou.work.liaison.models.points import ContactPoint, PointHours, WeeklyHours

__all__ = ["Contact", "ContactPoint", "PointHours", "WeeklyHours"]
