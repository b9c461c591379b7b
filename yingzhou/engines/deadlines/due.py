"""From a day and a length to a day due."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from yingzhou.engines.deadlines.calendar import ONE_DAY, WorkCalendar

WORKING_DAY, CALENDAR_DAY, MONTH, YEAR = "working_day", "calendar_day", "month", "year"
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Suspension:
    """Days taken out of a period, both ends included: testing, appraisal."""

    first: date
    last: date
    why: str = "中止"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class DueDay:
    """One day of the derivation: `number` is its place in the count, 0 where it did not count."""

    date: date
    counted: bool
    why: str
    number: int = 0


@dataclass(frozen=True)
class Due:
    """When a period ends.

    `due_strict` moves only off statutory holidays, as article 45 of Order 121 says; `due_rolled` also off weekends and
    days arranged to be off.  `provisional` when a day that matters lies in a year whose notice is not known.
    """

    due_strict: date
    due_rolled: date
    provisional: bool
    days: tuple[DueDay, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """The derivation as lines, for a person."""
        return tuple(f"{day.date} {f'第 {day.number} 日' if day.counted else '不计'} {day.why}" for day in self.days)


def due(
    start: date,
    length: int,
    unit: str,
    calendar: WorkCalendar,
    *,
    suspensions: Sequence[Suspension] = (),
) -> Due:
    """The end of a period of `length` units that began on `start`; the starting day does not count.

    Units: working_day, calendar_day, month, year.  A month ends on the day of the same number, or the last of a shorter
    month.  Suspended days do not count; in periods of months and years each moves the end by one day.
    ValueError for an unknown unit, a length below one, or a suspension that ends before it begins.
    """
    if length < 1:
        raise ValueError(f"a period is at least one long, not {length}")
    if astray := [one for one in suspensions if one.last < one.first]:
        raise ValueError(f"a suspension ends before it begins: {astray[0].first}..{astray[0].last}")
    if unit in (WORKING_DAY, CALENDAR_DAY):
        days = _counted(start, length, calendar, suspensions, working=unit == WORKING_DAY)
    elif unit in (MONTH, YEAR):
        days = _by_month(start, length * (MONTHS_A_YEAR if unit == YEAR else 1), calendar, suspensions)
    else:
        raise ValueError(f"unknown unit {unit!r}")
    strict = list(_rolled(days[-1].date, calendar, strictly=True))
    rolled = list(_rolled(strict[-1].date if strict else days[-1].date, calendar, strictly=False))
    told = (*days, *strict)
    due_strict = told[-1].date
    due_rolled = rolled[-1].date if rolled else due_strict
    provisional = any(not calendar.knows(day.date) for day in (*told, *rolled))
    return Due(due_strict, due_rolled, provisional, told)


def _counted(
    start: date, length: int, calendar: WorkCalendar, suspensions: Sequence[Suspension], *, working: bool
) -> list[DueDay]:
    days = [DueDay(start, False, "起始日不计入")]
    number = 0
    while number < length:
        day = days[-1].date + ONE_DAY
        if pause := _pause(day, suspensions):
            days.append(DueDay(day, False, pause.why))
        elif working and not calendar.is_working(day):
            days.append(DueDay(day, False, calendar.why(day)))
        else:
            number += 1
            days.append(DueDay(day, True, calendar.why(day), number))
    return days


def _by_month(start: date, count: int, calendar: WorkCalendar, suspensions: Sequence[Suspension]) -> list[DueDay]:
    year, month = divmod(start.year * MONTHS_A_YEAR + start.month - 1 + count, MONTHS_A_YEAR)
    day = min(start.day, months.monthrange(year, month + 1)[1])
    end = date(year, month + 1, day)
    days = [DueDay(start, False, "起始日不计入"), DueDay(end, True, f"满 {count} 个月", count)]
    paused = sorted({day for one in suspensions for day in _between(one) if start < day <= end})
    for number, pause in enumerate(paused, 1):
        end += ONE_DAY
        days.append(DueDay(end, True, f"中止 {pause}，顺延第 {number} 日", count))
    return days


def _between(one: Suspension) -> Iterator[date]:
    day = one.first
    while day <= one.last:
        yield day
        day += ONE_DAY


def _pause(day: date, suspensions: Sequence[Suspension]) -> Suspension | None:
    return next((one for one in suspensions if day in one), None)


def _rolled(end: date, calendar: WorkCalendar, *, strictly: bool) -> Iterator[DueDay]:
    """The days to which an end moves on, the last of them the end; nothing where it may stay."""

    def rests(day: date) -> bool:
        return calendar.is_statutory(day) if strictly else not calendar.is_working(day)

    while rests(end):
        end += ONE_DAY
        yield DueDay(end, False, f"期满日遇休，顺延；{calendar.why(end)}")
