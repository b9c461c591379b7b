"""From a day and a length to a day due."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from yingzhou.engines.deadlines.calendar import ONE_DAY, WorkCalendar
from yingzhou.engines.deadlines.inputs import Extension, Restart, Suspension

WORKING_DAY, CALENDAR_DAY, MONTH, YEAR = "working_day", "calendar_day", "month", "year"
UNITS = (WORKING_DAY, CALENDAR_DAY, MONTH, YEAR)
MONTHS_A_YEAR = 12
MONTHS_OF = {MONTH: 1, YEAR: MONTHS_A_YEAR}
WORDS = {MONTH: "个月", YEAR: "年"}


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
    days arranged to be off.  `leans_on` are the years whose holidays decide the answer; `provisional` when the notice of
    one of them is not known.
    """

    due_strict: date
    due_rolled: date
    provisional: bool
    days: tuple[DueDay, ...]
    leans_on: tuple[int, ...] = ()

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
    extension: Extension | None = None,
    restarts: Sequence[Restart] = (),
) -> Due:
    """The end of a period of `length` units that began on `start`; the starting day does not count.

    Units: working_day, calendar_day, month, year.  A month ends on the day of the same number, or the last of a shorter
    month.  Suspended days do not count; in periods of months and years each moves the end by one day.  An extension is
    counted on from the period itself.  After a restart only what follows the last one counts.
    ValueError for an unknown unit, a length below one, a suspension that ends before it begins, a restart before `start`.
    """
    _check(start, length, unit, suspensions, extension, restarts)
    anew = max(restarts, key=lambda restart: restart.on, default=None)
    begins = anew.on if anew else start
    days = _counted if unit in (WORKING_DAY, CALENDAR_DAY) else _by_month
    counted = days(begins, length, unit, calendar, suspensions, extension)
    if anew:
        counted = [*_before(start, anew, unit), *counted[1:]]
    strict = list(_rolled(counted[-1].date, calendar, strictly=True))
    rolled = list(_rolled(strict[-1].date if strict else counted[-1].date, calendar, strictly=False))
    told = (*counted, *strict)
    due_strict = told[-1].date
    due_rolled = rolled[-1].date if rolled else due_strict
    first = begins + ONE_DAY if unit == WORKING_DAY else counted[-1].date
    years = tuple(range(first.year, due_rolled.year + 1))
    return Due(due_strict, due_rolled, any(year not in calendar.years for year in years), told, years)


def _check(
    start: date,
    length: int,
    unit: str,
    suspensions: Sequence[Suspension],
    extension: Extension | None,
    restarts: Sequence[Restart],
) -> None:
    if length < 1 or (extension and extension.length < 1):
        raise ValueError(f"a period and an extension are at least one long, not {length}, {extension}")
    if unit not in UNITS:
        raise ValueError(f"unknown unit {unit!r}")
    if astray := [one for one in suspensions if one.last < one.first]:
        raise ValueError(f"a suspension ends before it begins: {astray[0].first}..{astray[0].last}")
    if early := [one for one in restarts if one.on < start]:
        raise ValueError(f"a restart before the period began: {early[0].on}")


def _before(start: date, anew: Restart, unit: str) -> list[DueDay]:
    """The days before the period began anew, none of them counted; of long periods only the first."""
    days = []
    if start < anew.on:
        days.append(DueDay(start, False, "起始日不计入"))
        day = start + ONE_DAY
        while unit in (WORKING_DAY, CALENDAR_DAY) and day < anew.on:
            days.append(DueDay(day, False, f"{anew.why}以前，不再计"))
            day += ONE_DAY
    return [*days, DueDay(anew.on, False, f"{anew.why}，当日不计入")]


def _counted(
    start: date,
    length: int,
    unit: str,
    calendar: WorkCalendar,
    suspensions: Sequence[Suspension],
    extension: Extension | None,
) -> list[DueDay]:
    days, day, number = [DueDay(start, False, "起始日不计入")], start, 0
    whole = length + (extension.length if extension else 0)
    working = unit == WORKING_DAY
    while number < whole:
        day += ONE_DAY
        if pause := _pause(day, suspensions):
            days.append(DueDay(day, False, pause.why))
        elif working and not calendar.is_working(day):
            days.append(DueDay(day, False, calendar.why(day)))
        else:
            number += 1
            more = f"；{extension.why}，延长第 {number - length} 日" if extension and number > length else ""
            days.append(DueDay(day, True, calendar.why(day) + more, number))
    return days


def _by_month(
    start: date,
    length: int,
    unit: str,
    calendar: WorkCalendar,
    suspensions: Sequence[Suspension],
    extension: Extension | None,
) -> list[DueDay]:
    word = WORDS[unit]
    end, number = _months_after(start, length * MONTHS_OF[unit]), length
    days = [DueDay(start, False, "起始日不计入"), DueDay(end, True, f"满 {length} {word}", number)]
    if extension:
        number += extension.length
        end = _months_after(start, number * MONTHS_OF[unit])
        days.append(DueDay(end, True, f"{extension.why}，延长 {extension.length} {word}，满 {number} {word}", number))
    paused = sorted({day for one in suspensions for day in _between(one) if start < day})
    for place, pause in enumerate(paused, 1):
        if pause > end:  # the end has moved on with every day before it
            break
        end += ONE_DAY
        days.append(DueDay(end, True, f"{_pause(pause, suspensions).why} {pause}，顺延第 {place} 日", number))  # type: ignore[union-attr]
    return days


def _months_after(start: date, count: int) -> date:
    """The day of the same number so many months later, or the last of a shorter month."""
    year, month = divmod(start.year * MONTHS_A_YEAR + start.month - 1 + count, MONTHS_A_YEAR)
    return date(year, month + 1, min(start.day, months.monthrange(year, month + 1)[1]))


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
