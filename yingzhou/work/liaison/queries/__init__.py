"""Every read of liaison has a name and takes who is asking."""

from yingzhou.work.liaison.queries.contacts import (
    Coverage,
    businesses_of,
    contact_for,
    contact_on,
    contacts_of,
    coverage,
    liaison_of,
    without_liaison,
)
from yingzhou.work.liaison.queries.points import PointPage, hours_in_words, hours_of, point_for, point_page, points_of

__all__ = [
    "Coverage",
    "PointPage",
    "businesses_of",
    "contact_for",
    "contact_on",
    "contacts_of",
    "coverage",
    "hours_in_words",
    "hours_of",
    "liaison_of",
    "point_for",
    "point_page",
    "points_of",
    "without_liaison",
]
