"""The catalogue of items, the days by grade and the levels of escalation, read from dated tables into plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yingzhou.base.words import either
from yingzhou.work.hazards.choices import Grade, Level
from yingzhou.work.hazards.rules.refusals import (
    DayPast,
    FoundInFuture,
    LowerNeedsReason,
    NoSuchItem,
    OtherNeedsWords,
    SignalAfterFound,
)

OTHER = "other"
_ORDER = {Grade.GENERAL: 0, Grade.SERIOUS: 1, Grade.MAJOR: 2}


@dataclass(frozen=True)
class Item:
    """One thing that may be wrong: what it is, how bad it usually is, and what would put it right."""

    id: str
    group: str
    group_en: str
    words: str
    words_en: str
    grade: Grade
    needed: str
    needed_en: str

    @property
    def label(self) -> Any:
        return either(self.words, self.words_en)

    @property
    def group_label(self) -> Any:
        return either(self.group, self.group_en)

    @property
    def needed_label(self) -> Any:
        return either(self.needed, self.needed_en)


@dataclass(frozen=True)
class GradeRule:
    """What a grade means: days advised, days to recheck within, who closes and who approves a clue."""

    days: int
    recheck_days: int
    closed_by_head: bool
    clue_by_department: bool


@dataclass(frozen=True)
class Step:
    """One level of escalation: to whom, how many days after the day passed."""

    level: Level
    days: int


def items_from(table: Iterable[Mapping[str, Any]]) -> tuple[Item, ...]:
    """The catalogue as the figure `hazards.items` writes it."""
    return tuple(
        Item(
            row["id"],
            row["group"]["zh"],
            row["group"]["en"],
            row["words"]["zh"],
            row["words"]["en"],
            Grade(row["grade"]),
            row["needed"]["zh"],
            row["needed"]["en"],
        )
        for row in table
    )


def grades_from(table: Mapping[str, Mapping[str, Any]]) -> dict[Grade, GradeRule]:
    """The grades as the figure `hazards.grades` writes them."""
    return {
        Grade(name): GradeRule(
            int(row["days"]), int(row["recheck_days"]), row["closed_by"] == "head", row["clue_by"] == "department"
        )
        for name, row in table.items()
    }


def steps_from(table: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    """The levels as the figure `hazards.escalation` writes them, lowest first."""
    return tuple(Step(Level(row["to"]), int(row["days"])) for row in sorted(table, key=lambda row: int(row["level"])))


def item_of(items: Iterable[Item], name: str, *, text: str) -> Item:
    """The item of that name; "other" has to be written out."""
    found = next((item for item in items if item.id == name), None)
    if found is None:
        raise NoSuchItem(item=name)
    if found.id == OTHER and not text.strip():
        raise OtherNeedsWords()
    return found


def check_grade(item: Item, grade: Grade, *, reason: str) -> None:
    """A grade below the catalogue's wants a reason; above it does not."""
    if _ORDER[grade] < _ORDER[item.grade] and not reason.strip():
        raise LowerNeedsReason(usual=item.grade.label, grade=grade.label)


def check_days(*, found_on: date, today: date, first_signal_on: date | None) -> None:
    """Found today or before; first heard of then or before."""
    if found_on > today:
        raise FoundInFuture(day=found_on.isoformat())
    if first_signal_on is not None and first_signal_on > found_on:
        raise SignalAfterFound(signal=first_signal_on.isoformat(), found=found_on.isoformat())


def check_by_day(day: date, *, today: date) -> None:
    """Refuse a day that is over."""
    if day < today:
        raise DayPast(day=day.isoformat())


def default_day(rule: GradeRule, *, on: date) -> date:
    """By when, unless the officer says otherwise."""
    return on + timedelta(days=rule.days)


def recheck_window(rule: GradeRule, *, on: date) -> tuple[date, date]:
    """From when until when somebody should look again: at once, within the days of the grade."""
    return on, on + timedelta(days=rule.recheck_days)


def level_due(steps: Iterable[Step], *, due_on: date, on: date) -> tuple[Level, ...]:
    """The levels an unanswered hazard has reached by a day, lowest first."""
    return tuple(step.level for step in steps if (on - due_on).days >= step.days)
