"""How long an owner's link works, and how often a wrong code may be tried."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from yingzhou.base.clock import SHANGHAI

WRONG_MOST = 5
PHOTOS_MOST = 4


def link_until(due_on: date, *, days: int) -> datetime:
    """To the end of the last day: some days past the one the owner was given."""
    return datetime.combine(due_on + timedelta(days=days + 1), time(), SHANGHAI)
