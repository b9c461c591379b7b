"""From a recurrence to periods and the day each falls due."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from yingzhou.work.network.choices import Recurrence

MONTHS = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6, Recurrence.YEARLY: 12}


@dataclass(frozen=True)
class Period:
    """From `since` up to, not including, `until`; what is owed for it falls due on `due_on`."""

    since: date
    until: date
    due_on: date


def month_after(day: date, months: int) -> date:
    """The first day of the month so many months later (or earlier)."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def period_of(recurrence: Recurrence, day: date, *, due_day: int, due_months_after: int = 0) -> Period:
    """The calendar period a day lies in.  `due_day` beyond the end of its month means the month's last day."""
    length = MONTHS[recurrence]
    since = date(day.year, (day.month - 1) // length * length + 1, 1)
    until = month_after(since, length)
    due_month = month_after(until, due_months_after - 1)
    last = monthrange(due_month.year, due_month.month)[1]
    return Period(since, until, due_month.replace(day=min(due_day, last)))
