"""Holidays and make-up workdays, a year a file: plain sets for a work calendar to be built of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yingzhou.rulebook.errors import FigureFault

HERE = Path(__file__).parent
SATURDAY = 5
DECEMBER = 12
#: 全国年节及纪念日放假办法 as in force since 2025: the festivals of a fixed date; the Spring Festival (4), 清明, 端午, 中秋 move.
FIXED = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
MOVING = 7
LONGEST = 31
_NUMBER = re.compile(r"（([^（）]*〔\d{4}〕[^（）]*号)）")


@dataclass(frozen=True)
class Year:
    """One year's notice: the days off by name, those of them that are statutory, the weekends worked in exchange.

    A notice may reach into the December before (an arranged New Year).  `amended_by` are later notices for the same year.
    """

    year: int
    source: str
    published: date
    confidence: str
    rest: Mapping[date, str]
    statutory: frozenset[date]
    made_up: frozenset[date]
    amended_by: tuple[str, ...] = ()
    note: str = ""

    @property
    def touches(self) -> frozenset[int]:
        """The years it says something about."""
        return frozenset({self.year} | {day.year for day in (*self.rest, *self.made_up)})


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
        tuple(told.get("amended_by", ())),
        str(told.get("note", "")),
    )
    if faults := faults_of(year):
        raise FigureFault(where, faults[0])
    return year


def faults_of(year: Year) -> list[str]:
    """How a notice contradicts itself, each fault in a sentence."""
    faults = {
        "法定节假日不在放假日里": year.statutory - set(year.rest),
        "同一天既放假又补班": year.made_up & set(year.rest),
        "补班日不是周末": {day for day in year.made_up if day.weekday() < SATURDAY},
        f"日期不在 {year.year} 年": {day for day in (*year.rest, *year.made_up) if not _belongs(day, year.year)},
    }
    return [f"{what}：{'、'.join(map(str, sorted(astray)))}" for what, astray in faults.items() if astray]


def lacks_of(year: Year) -> list[str]:
    """What a notice under the regulation in force since 2025 must have and this one has not, each in a sentence."""
    fixed = [date(year.year, month, day) for month, day in FIXED]
    lacks = [f"{day} 没有标为法定节假日" for day in fixed if day not in year.statutory]
    most = len(FIXED) + MOVING
    if not most - 1 <= len(year.statutory) <= most:  # Mid-Autumn may fall on National Day
        lacks.append(f"法定节假日应有 {most} 天，现在 {len(year.statutory)} 天")
    if number_of(year.source) == year.source:
        lacks.append("通知名称里没有文号，例如（国办发明电〔2025〕7号）")
    return lacks


def read_days(text: str) -> list[date]:
    """Days as a person writes them: 2027-02-05..2027-02-11, 2027-02-14; ValueError for what is none."""
    found: list[date] = []
    for part in re.split(r"[\s,，、;；]+", text.strip()):
        if not part:
            continue
        first, _dots, last = part.partition("..")
        begins, ends = date.fromisoformat(first), date.fromisoformat(last or first)
        if not 0 <= (ends - begins).days < LONGEST:
            raise ValueError(part)
        found += [begins + timedelta(days=place) for place in range((ends - begins).days + 1)]
    return found


def _belongs(day: date, year: int) -> bool:
    return day.year == year or (day.year == year - 1 and day.month == DECEMBER)


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
        sources={year.year: "；".join((year.source, *year.amended_by)) for year in ordered},
    )


def cited(told: Days, years: Iterable[int]) -> list[str]:
    """The notices some years lean on; a year without one says so."""
    return [told.sources.get(year) or missing(told, year) for year in years]


def missing(told: Days, year: int) -> str:
    """Why a year has no notice: not announced yet, or older than what is loaded."""
    return f"{year} 年放假安排未装入" if told.years and year < max(told.years) else f"{year} 年放假安排未公布"


def edition(told: Days, years: Iterable[int]) -> str:
    """Which notices an answer rests on, by year and document number: 2026 国办发明电〔2025〕7号."""
    return "；".join(f"{year} {number_of(told.sources[year])}" if year in told.years else missing(told, year) for year in years)


def number_of(source: str) -> str:
    """The document numbers in the names of notices; the whole text where it has none."""
    return "、".join(_NUMBER.findall(source)) or source
