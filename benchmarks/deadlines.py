"""Deadlines a second with their whole derivation, beside a bare `busday_offset` of numpy where it is installed (no derivation).

python -m benchmarks.deadlines
"""

from __future__ import annotations

import importlib
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from types import ModuleType

from benchmarks.rows import HEADER, Row
from yingzhou.engines.deadlines import WorkCalendar, due
from yingzhou.rulebook import calendars

FIRST, DAYS = date(2015, 1, 1), 4_300
COUNT = 20_000


def starts() -> list[date]:
    dice = random.Random(2026)
    return [FIRST + timedelta(days=dice.randrange(DAYS)) for _ in range(COUNT)]


def rate(work: Callable[[date], object], days: list[date]) -> float:
    """How many a second."""
    began = time.perf_counter()
    for day in days:
        work(day)
    return len(days) / (time.perf_counter() - began)


def numpy_or_none() -> ModuleType | None:
    try:
        return importlib.import_module("numpy")
    except ImportError:
        return None


def run() -> list[Row]:
    """7 working days, 60 calendar days, 3 years: random beginnings of 2015–2026."""
    told = calendars.days()
    known, days = WorkCalendar(told.years, told.rest, told.statutory, told.made_up), starts()
    seven = rate(lambda day: due(day, 7, "working_day", known), days)
    peer = _numpy_rate(known, days)
    return [
        Row(
            "deadlines: 7 working days with derivation",
            seven,
            peer,
            seven / peer if peer else None,
            ">= 1,000 a second",
            "a second",
            "peer: numpy.busday_offset, the day alone",
        ),
        _row("deadlines: 60 calendar days with derivation", rate(lambda day: due(day, 60, "calendar_day", known), days)),
        _row("deadlines: 3 years", rate(lambda day: due(day, 3, "year", known), days)),
    ]


def _row(name: str, ours: float) -> Row:
    return Row(name, ours, None, None, ">= 1,000 a second", "a second")


def _numpy_rate(known: WorkCalendar, days: list[date]) -> float | None:
    """One day at a time, as a clock is asked; weekends worked in exchange are beyond its calendar and left out."""
    numpy = numpy_or_none()
    if numpy is None:
        return None
    calendar = numpy.busdaycalendar(holidays=sorted(known.rest))
    return rate(lambda day: numpy.busday_offset(day, 7, roll="backward", busdaycal=calendar), days)


if __name__ == "__main__":
    print(HEADER)
    for row in run():
        print(row.line())
