"""One release: several tables over the same records, checked together before any of them is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """Counts from 1 to `suppress_up_to` are not shown; every other is rounded to the nearest `round_to` (halves up).

    A count just above the limit must not be rounded to nothing, so `round_to` may be at most twice that count.
    """

    suppress_up_to: int
    round_to: int

    def __post_init__(self) -> None:
        if self.suppress_up_to < 1 or self.round_to < 1 or self.rounded(self.suppress_up_to + 1) == 0:
            raise ValueError(f"no rule: up to {self.suppress_up_to} withheld, rounded to {self.round_to}")

    def rounded(self, count: int) -> int:
        return (count + self.round_to // 2) // self.round_to * self.round_to

    def is_small(self, count: int) -> bool:
        return 1 <= count <= self.suppress_up_to

    def range_of(self, shown: int) -> tuple[int, int]:
        """The least and the greatest count behind a number that is shown; zero is zero."""
        if shown == 0:
            return 0, 0
        return max(shown - self.round_to // 2, self.suppress_up_to + 1), shown + (self.round_to - 1) // 2


@dataclass(frozen=True)
class Cell:
    """One category; `shown` is None where the count is withheld (because it is small, or to protect one that is)."""

    category: str
    shown: int | None


@dataclass(frozen=True)
class Table:
    """The records by one dimension (or by several at once); with no cells where no category may be shown."""

    dimensions: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def is_withheld(self) -> bool:
        return not self.cells


@dataclass(frozen=True)
class Release:
    """What may be published of one set of records; `total` is None where there are too few to say how many."""

    total: int | None
    tables: tuple[Table, ...]


def publish(counts: Mapping[tuple[str, ...], Mapping[str, int]], rule: Rule) -> Release:
    """The tables as they may be shown.

    Every table counts the same records, and no dimension stands in two tables: then a record can be moved between two
    categories of one table without any other table noticing, so a table has to be safe only against its own cells and
    the exact number of records.  ValueError where the tables overlap, disagree on their number, or count below zero.
    """
    _check_apart(counts)
    totals = {sum(cells.values()) for cells in counts.values()}
    if len(totals) > 1 or any(count < 0 for cells in counts.values() for count in cells.values()):
        raise ValueError(f"tables of one release count the same records, not {sorted(totals)}")
    total = totals.pop() if totals else 0
    if rule.is_small(total):
        return Release(None, tuple(Table(dimensions, ()) for dimensions in counts))
    return Release(rule.rounded(total), tuple(_table(dimensions, cells, rule) for dimensions, cells in counts.items()))


def sum_of_shown(shown: Iterable[int | None]) -> int:
    """A sum over what is published only, so that it says nothing new; withheld counts are not in it."""
    return sum(value for value in shown if value is not None)


def _check_apart(counts: Iterable[tuple[str, ...]]) -> None:
    seen: set[str] = set()
    for dimensions in counts:
        if twice := seen & set(dimensions):
            raise ValueError(f"{sorted(twice)} stands in two tables: their difference could be worked out")
        seen |= set(dimensions)


def _table(dimensions: tuple[str, ...], counts: Mapping[str, int], rule: Rule) -> Table:
    """Withhold what is small; if that can be worked back, the smallest shown count too; if nothing is left, all of it."""
    withheld = {category for category, count in counts.items() if rule.is_small(count)}
    if not _is_safe(counts, withheld, rule):
        cover = min(
            (category for category, count in counts.items() if count > rule.suppress_up_to),
            key=lambda category: (counts[category], category),
            default=None,
        )
        if cover is None:
            return Table(dimensions, ())
        withheld.add(cover)
        if not _is_safe(counts, withheld, rule):
            return Table(dimensions, ())
    return Table(
        dimensions,
        tuple(Cell(category, None if category in withheld else rule.rounded(count)) for category, count in counts.items()),
    )


def _is_safe(counts: Mapping[str, int], withheld: set[str], rule: Rule) -> bool:
    """Whether every small count could be anything from 1 to the limit for somebody who knows the exact total.

    All counts are whole numbers in a range each, so the sums they can reach are a range too, and the question is exact.
    A withheld count may be any from 1 upwards to whoever looks at it: all of them bear the same mark.
    """
    total = sum(counts.values())
    ranges = {category: _range(count, category in withheld, total, rule) for category, count in counts.items()}
    least, most = sum(low for low, _high in ranges.values()), sum(high for _low, high in ranges.values())
    for category, count in counts.items():
        if not rule.is_small(count):
            continue
        low, high = ranges[category]
        if not (least - low <= total - rule.suppress_up_to and total - 1 <= most - high):
            return False
    return True


def _range(count: int, is_withheld: bool, total: int, rule: Rule) -> tuple[int, int]:
    if not is_withheld:
        return rule.range_of(rule.rounded(count))
    return (1, rule.suppress_up_to) if rule.is_small(count) else (1, total)
