"""Holidays and make-up workdays, a year a file: plain sets for a work calendar to be built of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yingzhou.rulebook.errors import FigureFault

HERE = Path(__file__).parent
SATURDAY = 5


@dataclass(frozen=True)
class Year:
    """One year's notice: the days off by name, those of them that are statutory, the weekends worked in exchange."""

    year: int
    source: str
    published: date
    confidence: str
    rest: Mapping[date, str]
    statutory: frozenset[date]
    made_up: frozenset[date]


@dataclass(frozen=True)
class Days:
    """Several years together, as `engines.deadlines.WorkCalendar` takes them."""

    years: frozenset[int]
    rest: Mapping[date, str]
    statutory: frozenset[date]
    made_up: frozenset[date]
    sources: Mapping[int, str]


def read_year(told: Mapping[str, Any], *, where: str) -> Year:
    """A year from a mapping of the file's shape; `FigureFault` where the notice contradicts itself."""
    rest = {day: name for name, days in told["rest"].items() for day in days}
    year = Year(
        int(told["year"]),
        told["source"],
        told["published"],
        told["confidence"],
        rest,
        frozenset(told["statutory"]),
        frozenset(told["made_up"]),
    )
    faults = {
        "法定节假日不在放假日里": year.statutory - set(rest),
        "同一天既放假又补班": year.made_up & set(rest),
        "补班日不是周末": {day for day in year.made_up if day.weekday() < SATURDAY},
        f"日期不在 {year.year} 年": {day for day in (*rest, *year.made_up) if day.year != year.year},
    }
    for what, astray in faults.items():
        if astray:
            raise FigureFault(where, f"{what}：{min(astray)}")
    return year


def read_file(path: Path) -> Year:
    """A year from a YAML (or JSON) file."""
    return read_year(yaml.safe_load(path.read_text(encoding="utf-8")), where=path.name)


@cache
def shipped() -> tuple[Year, ...]:
    """Every year whose notice is shipped, earliest first."""
    return tuple(read_file(path) for path in sorted(HERE.glob("[0-9]*.yaml")))


def days(extra: Iterable[Year] = ()) -> Days:
    """The shipped years, and those handed in; what is shipped is never replaced."""
    years = {year.year: year for year in (*extra, *shipped())}
    ordered = [years[number] for number in sorted(years)]
    return Days(
        years=frozenset(years),
        rest={day: name for year in ordered for day, name in year.rest.items()},
        statutory=frozenset().union(*(year.statutory for year in ordered)),
        made_up=frozenset().union(*(year.made_up for year in ordered)),
        sources={year.year: year.source for year in ordered},
    )


def cited(told: Days, first: date, last: date) -> list[str]:
    """The notices a span of days leans on; a year without one says so."""
    return [told.sources.get(year, f"{year} 年放假安排未公布") for year in range(first.year, last.year + 1)]
