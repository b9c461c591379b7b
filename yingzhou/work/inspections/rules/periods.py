"""Periods in months, as the deadlines engine counts them, without rolling over holidays: a day to wait for, not to be ready by."""

from __future__ import annotations

from datetime import date

from yingzhou.engines.deadlines import WorkCalendar, due


def months_after(day: date, months: int) -> date:
    """The day of the same number so many months later, or the last of a shorter month."""
    return due(day, months, "month", WorkCalendar()).due_strict
