"""The food-risk table in force, and what a scoring on it comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _, either
from yingzhou.engines.risk import Classing, FoodFault, FoodTable, classed
from yingzhou.rulebook import Figure, Rulebook
from yingzhou.work.accounts.choices import Role

IN_USE = "food_risk.in_use"
#: Who scores: those who write facts of businesses, and nobody for a business they cannot see.
ASSESSORS = (Role.STATION_OFFICER, Role.STATION_HEAD, Role.DEPARTMENT)


class NotOnTheTable(Refusal):
    """A score or a reason the table does not have."""

    reason = _("“{where}”填得不对：{what}")
    mend = _("每项填 0 到它的满分之间的整数；不清楚就空着")
    status = 422


class NothingScored(Refusal):
    """An empty form."""

    reason = _("一项也没有填")
    mend = _("至少填一项；不清楚的可以空着，等级会写成“还定不了”")
    field = "scores"
    status = 422


class ScoredAhead(Refusal):
    """A day that has not come, or one before the last scoring."""

    reason = _("评分日期 {day} 不对：不能晚于今天，也不能早于上一次评分（{last}）")
    mend = _("照实际评的那天填")
    field = "assessed_on"
    status = 422


class NoFoodTrade(Refusal):
    """Only businesses that make or sell food are scored."""

    reason = _("这一户的行业和许可里都没有食品，不用评")
    mend = _("若确实做食品，先把行业代码或许可证补上")


@dataclass(frozen=True)
class Item:
    """One line of the form."""

    id: str
    part: str
    most: int
    words: str


@dataclass(frozen=True)
class Reason:
    """Something that moved the class: `steps` up (worse) or down."""

    id: str
    steps: int
    words: str


@dataclass(frozen=True)
class Table:
    """The table of a day with its words, where it is written and how sure that is."""

    name: str
    figure: Figure
    table: FoodTable

    @property
    def version(self) -> str:
        return str(self.figure.value["version"])

    @property
    def items(self) -> tuple[Item, ...]:
        rows = self.figure.value["items"]
        return tuple(Item(row["id"], row["part"], row["most"], str(either(row["zh"], row["en"]))) for row in rows)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        rows = self.figure.value["moves"].items()
        return tuple(Reason(name, row["steps"], str(either(row["zh"], row["en"]))) for name, row in rows)

    @property
    def parts(self) -> Mapping[str, int]:
        """Each part and the most it may earn."""
        return dict(self.figure.value["parts"])

    def yearly(self, klass: str) -> tuple[int, int] | None:
        """How often a year the table wants a class looked at: at least, at most."""
        return self.table.yearly.get(klass)

    def words_of(self, name: str) -> str:
        """An item or a reason in words; its id where the table no longer has it."""
        known = {item.id: item.words for item in self.items} | {reason.id: reason.words for reason in self.reasons}
        return known.get(name, name)


PART_WORDS = {"static": _("静态"), "dynamic": _("动态"), "record": _("食品安全信用")}


def table_on(book: Rulebook, on: date) -> Table:
    """The table in use on a day."""
    return table_named(book, str(book.figure(IN_USE, on=on).value), on)


def table_named(book: Rulebook, name: str, on: date) -> Table:
    """A table by its name, as it read on a day: a scoring is read by the table it was made with."""
    told = book.figure(name, on=on)
    return Table(name, told, FoodTable.read(told.value))


def classing(table: Table, scores: Mapping[str, int | None], reasons: Iterable[str]) -> Classing:
    """The class of a form; refused where the form has something the table has not."""
    if not any(value is not None for value in scores.values()):
        raise NothingScored()
    try:
        return classed(table.table, scores, reasons)
    except FoodFault as fault:
        raise NotOnTheTable(where=table.words_of(fault.where), what=fault.what) from fault


def check_day(day: date, *, today: date, last: date | None) -> None:
    """Refuse a day to come, or one before the last scoring."""
    if day > today or (last is not None and day < last):
        raise ScoredAhead(day=day.isoformat(), last=last.isoformat() if last else "—")


def plain(found: Classing) -> dict[str, Any]:
    """What is kept of a classing."""
    return {
        "moves": [move.why for move in found.moves],
        "low": found.low,
        "high": found.high,
        "by_points": found.by_points,
        "klass": found.klass,
    }
