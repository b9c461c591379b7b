"""The second implementation: a strip of days with a letter each, counted by position.  Shares no line with the engine.

Every day between two dates is one character of a string, and a period ends where the n-th counted character stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

FIRST = date(2012, 1, 1).toordinal()
LAST = date(2045, 12, 31).toordinal()
WORKED, RESTED = "w", "r"


class Known:
    """The days of some notices, as strips: what is worked, what is a festival, which years have a notice."""

    def __init__(self, notices: Iterable[object]) -> None:
        strip = bytearray(ord(RESTED if place % 7 in (6, 0) else WORKED) for place in range(FIRST, LAST + 1))
        feast = bytearray(LAST + 1 - FIRST)
        self.years = set()
        for notice in notices:
            self.years.add(notice.year)
            for day in notice.rest:
                strip[day.toordinal() - FIRST] = ord(RESTED)
            for day in notice.made_up:
                strip[day.toordinal() - FIRST] = ord(WORKED)
            for day in notice.statutory:
                feast[day.toordinal() - FIRST] = 1
        self.works = strip.decode()
        self.feasts = bytes(feast)


def answer(
    known: Known,
    start: date,
    length: int,
    unit: str,
    *,
    pauses: Sequence[tuple[date, date]] = (),
    extension: int = 0,
    restart: date | None = None,
) -> tuple[date, date, bool]:
    """due_strict, due_rolled, provisional."""
    begun = (restart or start).toordinal() - FIRST
    out = {place for first, last in pauses for place in range(first.toordinal() - FIRST, last.toordinal() - FIRST + 1)}
    if unit in ("month", "year"):
        nominal = _same_number(begun + FIRST, (length + extension) * (12 if unit == "year" else 1)) - FIRST
        wanted, countable = nominal - begun, range(begun + 1, len(known.works))
    else:
        wanted = length + extension
        countable = (
            range(begun + 1, len(known.works))
            if unit == "calendar_day"
            else [place for place in range(begun + 1, begun + 3 * wanted + 400 + len(out)) if known.works[place] == WORKED]
        )
    end = _nth([place for place in countable[: wanted + len(out) + 1] if place not in out], wanted)
    strict = known.feasts.index(0, end)
    rolled = next(place for place in range(strict, strict + 40) if known.works[place] == WORKED and not known.feasts[place])
    first = begun + 1 if unit == "working_day" else end
    years = {date.fromordinal(FIRST + place).year for place in (first, rolled)}
    unknown = set(range(min(years), max(years) + 1)) - known.years
    return date.fromordinal(FIRST + strict), date.fromordinal(FIRST + rolled), bool(unknown)


def _nth(places: Sequence[int], wanted: int) -> int:
    return places[wanted - 1]


def _same_number(ordinal: int, months: int) -> int:
    """The ordinal of the same day number so many months on, or of the last day of that month."""
    day = date.fromordinal(ordinal)
    index = day.year * 12 + (day.month - 1) + months
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1).toordinal()
    return min(date(index // 12, index % 12 + 1, 1).toordinal() + day.day - 1, following - 1)
