"""The rulebook as a legal officer reads it: figures by day with their source and mark, calendars, and a day worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from yingzhou.base.figures import days as calendars
from yingzhou.base.figures.models import OwnYear
from yingzhou.base.figures.reading import book
from yingzhou.rulebook import Figure, NoValueOn, Series, UnknownFigure
from yingzhou.rulebook.calendars import Year, number_of
from yingzhou.work.cases.choices import Pause
from yingzhou.work.cases.queries.clocks import CountedLine
from yingzhou.work.cases.rules import clocks as rules
from yingzhou.work.cases.rules.clock_refusals import NoPeriod, NoSuchFigure

PERIOD_KINDS = frozenset({"working_day", "calendar_day", "month", "year"})


@dataclass(frozen=True)
class Value:
    """One dated value as it is shown."""

    since: date
    until: date | None
    value: Any
    unit: str
    source: str
    confidence: str
    note: str
    excludes: str
    extension: str
    extension_by: str


@dataclass(frozen=True)
class Rule:
    """A figure with the value of the day asked for (none: it does not hold then), and its history."""

    name: str
    area: str
    label: str
    kind: str
    now: Value | None
    values: tuple[Value, ...]

    @property
    def is_confirmed(self) -> bool:
        return all(value.confidence == "A" for value in self.values)


@dataclass(frozen=True)
class Law:
    """The figures found, by the first part of their names."""

    groups: tuple[tuple[str, tuple[Rule, ...]], ...]
    count: int
    unconfirmed: int
    version: str


@dataclass(frozen=True)
class CalendarYear:
    """A year's notice as it is shown; `own` is the bureau's row where it is not shipped."""

    year: int
    source: str
    number: str
    amended_by: tuple[str, ...]
    published: date
    confidence: str
    note: str
    rest: tuple[tuple[str, tuple[date, ...]], ...]
    statutory: tuple[date, ...]
    made_up: tuple[date, ...]
    own: OwnYear | None


@dataclass(frozen=True)
class WorkedOut:
    """A day due by a figure, with its derivation."""

    label: str
    length: int
    unit: str
    source: str
    confidence: str
    due_strict: date
    due_rolled: date
    is_provisional: bool
    edition: str
    lines: tuple[CountedLine, ...]
    excludes: str


def law(*, words: str = "", on: date, only_unconfirmed: bool = False) -> Law:
    """The figures whose name or label holds some words, by the values of a day."""
    whole = book()
    found = [_rule(series, on) for series in (whole.figures(words) if words else whole)]
    unconfirmed = sum(not rule.is_confirmed for rule in found)
    shown = [rule for rule in found if not rule.is_confirmed] if only_unconfirmed else found
    groups: dict[str, list[Rule]] = {}
    for rule in shown:
        groups.setdefault(rule.area, []).append(rule)
    return Law(tuple((area, tuple(rules_)) for area, rules_ in groups.items()), len(shown), unconfirmed, whole.version)


def periods(*, on: date) -> list[tuple[str, str]]:
    """Name and label of every figure that is a period on a day: what can be worked out."""
    return [
        (rule.name, rule.label)
        for rule in (_rule(series, on) for series in book())
        if rule.now and rule.kind == "figure" and rule.now.unit in PERIOD_KINDS
    ]


def calendar_years() -> list[CalendarYear]:
    """Every year in force, the latest first."""
    return [_year(year, own) for year, own in calendars.years()]


def waiting_years() -> list[CalendarYear]:
    """The notices that wait for a second person."""
    return [_year(calendars.year_of(own), own) for own in calendars.waiting()]


def work_out(
    name: str, *, start: date, received_on: date | None = None, extended: bool = False, pauses: Sequence[tuple[date, date]] = ()
) -> WorkedOut:
    """The day a period of a figure ends; nothing is stored.  `received_on` fixes the rule set, the day it begins otherwise."""
    term = _term(name, received_on or start)
    rules.check_period(term)
    facts = rules.ClockFacts(
        began_on=start,
        extended_by=rules.extension_length(term) if extended else 0,
        pauses=tuple(rules.PauseFacts(Pause.TESTING, first, last + rules.ONE_DAY) for first, last in pauses),
    )
    found = rules.reckon(facts, term, *calendars.known())
    days = found.due.days
    return WorkedOut(
        label=_label(term),
        length=int(term.value) + facts.extended_by,
        unit=term.unit,
        source=term.source,
        confidence=term.confidence,
        due_strict=found.due.due_strict,
        due_rolled=found.due.due_rolled,
        is_provisional=found.due.provisional,
        edition=found.edition,
        lines=tuple(CountedLine(day.date, day.number, day.why, place == len(days)) for place, day in enumerate(days, 1)),
        excludes=str(term.extra.get("excludes", "")),
    )


def _term(name: str, on: date) -> Figure:
    try:
        return book().figure(name, on=on)
    except UnknownFigure as unknown:
        raise NoSuchFigure(name=name) from unknown
    except NoValueOn as none:
        raise NoPeriod(label=name, source=on.isoformat()) from none


def _label(one: Series | Figure) -> str:
    return one.label_en if (get_language() or "").startswith("en") else one.label


def _rule(series: Series, on: date) -> Rule:
    values = tuple(_value(value) for value in reversed(series.values))
    now = next((value for value in values if value.since <= on and (value.until is None or on <= value.until)), None)
    return Rule(series.name, series.name.split(".")[0], _label(series), series.values[0].kind, now, values)


def _value(value: Figure) -> Value:
    def said(name: str) -> str:
        return str(value.extra.get(name, ""))

    return Value(
        since=value.since,
        until=value.until,
        value=value.value,
        unit=value.unit,
        source=value.source,
        confidence=value.confidence,
        note=said("note"),
        excludes=said("excludes"),
        extension=said("extension"),
        extension_by=said("extension_by"),
    )


def _year(year: Year, own: OwnYear | None) -> CalendarYear:
    named: dict[str, list[date]] = {}
    for day, name in sorted(year.rest.items()):
        named.setdefault(name, []).append(day)
    return CalendarYear(
        year=year.year,
        source=year.source,
        number=number_of(year.source),
        amended_by=year.amended_by,
        published=year.published,
        confidence=year.confidence,
        note=year.note,
        rest=tuple((name, _sorted(days)) for name, days in named.items()),
        statutory=_sorted(year.statutory),
        made_up=_sorted(year.made_up),
        own=own,
    )


def _sorted(days: Iterable[date]) -> tuple[date, ...]:
    return tuple(sorted(days))
