"""What leaves the house without an account: the calendar of whoever holds its secret address."""

from __future__ import annotations

from datetime import datetime

from yingzhou.work.visits.actions.feeds import read_feed
from yingzhou.work.visits.queries.plan.calendar import calendar


def calendar_of(token: str, *, at: datetime) -> bytes:
    """The calendar under a secret; `NotFound` for a wrong or revoked one, as for none."""
    return calendar(read_feed(token=token), at=at)
