"""The calendar as it holds here: the shipped holiday notices, and those the bureau entered and approved."""

from __future__ import annotations

from functools import cache

from yingzhou.engines.deadlines import WorkCalendar
from yingzhou.rulebook import calendars
from yingzhou.rulebook.calendars import Days


def days() -> Days:
    """The years whose notice is known, with every day off and every day worked in exchange."""
    return _shipped()


def calendar() -> WorkCalendar:
    """The same as the engine takes it."""
    return _calendar()


@cache
def _shipped() -> Days:
    return calendars.days()


@cache
def _calendar() -> WorkCalendar:
    told = _shipped()
    return WorkCalendar(told.years, told.rest, told.statutory, told.made_up)
