"""The promise of a case as a deadline to be shown: days left, counted as the promise is, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yingzhou.base.clock import day_of, today
from yingzhou.rulebook import figure
from yingzhou.work.cases import rules
from yingzhou.work.cases.models import Case


@dataclass(frozen=True)
class Promised:
    """A promised day.  Ours, never a statutory one; `used` is the share of the time gone, 0–100."""

    due_on: date
    left: int
    working: bool
    is_kept: bool
    label: str
    label_en: str
    source: str
    is_provisional: bool
    used: int


@dataclass(frozen=True)
class CountedDay:
    """One day of the derivation: its place in the count (0: not counted), what it is, and whether it ends the period."""

    day: date
    number: int
    why: str
    is_due: bool
    is_rest: bool


def counted_days(case: Case) -> list[CountedDay]:
    """How the first promised day was reached from the day of receipt, day by day."""
    since = day_of(case.received_at)
    days = rules.derivation(case.due_figure, received_on=since)
    return [
        CountedDay(day.date, day.number, day.why, is_due=place == len(days) - 1, is_rest=not day.counted)
        for place, day in enumerate(days)
    ]


def promised(case: Case, *, due_on: date | None = None) -> Promised:
    """The promise of a case (or, `due_on`, of its first look), as it stands today or stood on the day of closing."""
    received_on = day_of(case.received_at)
    told = figure(case.due_figure, on=received_on)
    end = due_on or case.due_on
    at = case.closed_on or today()
    working = rules.is_working_days(case.due_figure, on=received_on)
    whole = max((end - received_on).days, 1)
    return Promised(
        due_on=end,
        left=rules.days_left(end, on=at, working=working),
        working=working,
        is_kept=not case.is_open,
        label=told.label,
        label_en=told.label_en,
        source=told.source,
        is_provisional=case.is_due_provisional,
        used=min(max(100 * (at - received_on).days // whole, 0), 100),
    )
