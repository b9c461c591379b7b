"""What a column of an import is: its name, the words people write above it, and how its cells become values.

Cells are read a column at a time over a few thousand rows, because that is what makes 200,000 rows take two seconds:
a reader gets the texts of one column and answers values (text for COPY, None for nothing) and notes on single cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from yingzhou.base.staging.choices import Severity
from yingzhou.base.words import every_language


@dataclass(frozen=True)
class Note:
    """Something to say about one cell: a code that `words.PROBLEM_WORDS` explains, and the facts it needs."""

    code: str
    severity: Severity = Severity.ERROR
    facts: Mapping[str, Any] = field(default_factory=dict)


Values = list[str | None]
Notes = list[tuple[int, Note]]
Reader = Callable[[Sequence[str]], tuple[Values, Notes]]


@dataclass(frozen=True)
class Column:
    """One column people may bring."""

    name: str
    label: Any
    read: Reader
    aliases: tuple[str, ...] = ()
    required: bool = False
    example: str = ""
    help: Any = ""
    choices: tuple[Any, ...] = ()
    sensitive: bool = False
    width: int = 16


def each(read_one: Callable[[str], tuple[str | None, Note | None]], *, remember: int = 50_000) -> Reader:
    """A reader from a function of one cell, remembering what it answered: most columns repeat themselves."""
    known: dict[str, tuple[str | None, Note | None]] = {"": (None, None)}

    def read(cells: Sequence[str]) -> tuple[Values, Notes]:
        if len(known) > remember:
            known.clear()
            known[""] = (None, None)
        for cell in set(cells):
            if cell not in known:
                known[cell] = read_one(cell)
        answers = [known[cell] for cell in cells]
        values = [answer[0] for answer in answers]
        notes = [(at, note) for at, (_value, note) in enumerate(answers) if note]
        return values, notes

    return read


def text(longest: int) -> Reader:
    """Free text up to `longest` characters."""

    def read(cells: Sequence[str]) -> tuple[Values, Notes]:
        values: Values = [cell or None for cell in cells]
        notes: Notes = []
        if max(map(len, cells), default=0) > longest:
            for at, cell in enumerate(cells):
                if len(cell) > longest:
                    notes.append((at, Note("too_long", facts={"longest": longest, "length": len(cell)})))
                    values[at] = None
        return values, notes

    return read


_NUMBERED = re.compile(r"^\d+\.0$")
_ROUNDED = re.compile(r"^\d(\.\d+)?e\+\d+$")


def code_text(longest: int) -> Reader:
    """A number that is a name (a permit, a phone): a workbook that kept it as a number has to give its digits back."""
    plain = text(longest)

    def read(cells: Sequence[str]) -> tuple[Values, Notes]:
        joined = "".join(cells)
        if ".0" not in joined and "e+" not in joined:
            return plain(cells)
        values, notes = plain([cell[:-2] if _NUMBERED.match(cell) else cell for cell in cells])
        for at, cell in enumerate(cells):
            if _ROUNDED.match(cell):
                values[at] = None
                notes.append((at, Note("digits_lost")))
        return values, notes

    return read


def one_of(table: Mapping[str, str], *, code: str = "unknown_word") -> Reader:
    """One of the words of a table (several words may mean the same value)."""
    shown = "、".join(
        {value: word for word, value in reversed(list(table.items()))}[value] for value in dict.fromkeys(table.values())
    )

    def read_one(cell: str) -> tuple[str | None, Note | None]:
        found = table.get(cell.replace(" ", ""))
        return (found, None) if found is not None else (None, Note(code, facts={"allowed": shown}))

    return each(read_one)


_DAY = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00(?:\.0+)?)?)?$")  # data
_SERIAL_EPOCH = date(1899, 12, 30)


def day_of_text(cell: str) -> date | None:
    """2026-03-15, 2026/3/15, 2026.3.15, 2026年3月15日, 20260315 or a workbook's serial number; None if none of these."""
    if match := _DAY.match(cell):
        parts = [int(part) for part in match.groups()]
    elif len(cell) == 8 and cell.isdigit():
        parts = [int(cell[:4]), int(cell[4:6]), int(cell[6:])]
    elif _NUMBERED.match(cell) and 1 <= float(cell) < 80_000:
        return _SERIAL_EPOCH + timedelta(days=int(float(cell)))
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def day(*, earliest: date, latest: date) -> Reader:
    """A day within bounds.  A year with two digits turned round (2062 for 2026) is suggested back, not corrected."""

    def read_one(cell: str) -> tuple[str | None, Note | None]:
        found = day_of_text(cell)
        if found is None:
            return None, Note("not_a_day")
        if found > latest:
            return None, Note("day_too_late", facts={"latest": latest.isoformat(), "maybe": _swapped(found, latest)})
        if found < earliest:
            return None, Note("day_too_early", facts={"earliest": earliest.isoformat()})
        return found.isoformat(), None

    return each(read_one)


def _swapped(found: date, latest: date) -> str:
    year = f"{found.year:04}"
    swapped = int(year[:2] + year[3] + year[2])
    try:
        maybe = found.replace(year=swapped)
    except ValueError:
        return ""
    return maybe.isoformat() if maybe <= latest and swapped > 1949 else ""


def whole(*, least: int, most: int) -> Reader:
    """A whole number within bounds; `12.0`, `1,200` and full-width digits are numbers too."""

    def read_one(cell: str) -> tuple[str | None, Note | None]:
        try:
            number = float(cell.replace(",", "").replace("，", ""))
        except ValueError:
            return None, Note("not_a_number")
        if number != number or number in (float("inf"), float("-inf")) or number != int(number):
            return None, Note("not_whole")
        if not least <= number <= most:
            return None, Note("out_of_range", facts={"least": least, "most": most})
        return str(int(number)), None

    return each(read_one)


def amount(*, times: int, least: float, most: float) -> Reader:
    """An amount written in units of `times` (10,000 for 万元), answered with two decimals in single units."""

    def read_one(cell: str) -> tuple[str | None, Note | None]:
        try:
            number = float(cell.replace(",", "").replace("，", ""))
        except ValueError:
            return None, Note("not_a_number")
        if number != number or not least <= number <= most:
            return None, Note("out_of_range", facts={"least": f"{least:g}", "most": f"{most:g}"})
        return f"{number * times:.2f}", None

    def read(cells: Sequence[str]) -> tuple[Values, Notes]:
        if set("".join(cells)) <= _PLAIN_DIGITS:
            try:
                numbers = [float(cell) if cell else None for cell in cells]
            except ValueError:
                return slow(cells)
            if all(number is None or least <= number <= most for number in numbers):
                return [None if number is None else f"{number * times:.2f}" for number in numbers], []
        return slow(cells)

    slow = each(read_one)
    return read


_PLAIN_DIGITS = frozenset("0123456789.")
_BLANK = re.compile(r"[\s\u3000\u00a0]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def clean(cells: Iterable[str]) -> list[str]:
    """Cells without surrounding blanks, control and invisible characters; a line end or tab inside becomes a space."""
    stripped = [cell.strip() for cell in cells]
    if "".join(stripped).isprintable():
        return stripped
    return [cell if cell.isprintable() else _BLANK.sub(" ", _UNSEEN.sub("", _BLANK.sub(" ", cell))).strip() for cell in stripped]


_HEADER_NOISE = re.compile(r"[\s\u3000*＊:：()（）\[\]【】_\-]+")


def header_key(header: str) -> str:
    """A header without the marks people put round it: `营业收入（万元）*` and `营业收入 万元` are the same."""
    return _HEADER_NOISE.sub("", header).lower()


def suggest(headers: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """column name → position of the header that says its label or one of its aliases; the first one wins."""
    words = {
        header_key(word): column.name
        for column in columns
        for word in (*every_language(column.label), column.name, *column.aliases)
    }
    found: dict[str, int] = {}
    for at, header in enumerate(headers):
        name = words.get(header_key(header))
        if name and name not in found:
            found[name] = at
    return found
