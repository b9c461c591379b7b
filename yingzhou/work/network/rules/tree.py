"""Which organization may stand under which, and from when."""

from __future__ import annotations

from datetime import date

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.network.choices import Kind, Line

#: What may stand directly above what, line by line.  No kind stands above itself, so the tree has no rings.
PARENTS: dict[tuple[Line, Kind], frozenset[Kind]] = {
    (Line.STATION, Kind.STATION): frozenset({Kind.BUREAU}),
    (Line.STATION, Kind.DEPARTMENT): frozenset({Kind.BUREAU}),
    (Line.STATION, Kind.ASSOCIATION): frozenset({Kind.BUREAU}),
    (Line.STATION, Kind.COMMUNITY): frozenset({Kind.STATION}),
    (Line.TOWNSHIP, Kind.COMMUNITY): frozenset({Kind.TOWNSHIP}),
}


class PlaceNotAllowed(Refusal):
    """The two kinds do not stand one under the other on this line."""

    reason = _("{child}不能按{line}线放在{parent}下面")
    mend = _("可以放在：{allowed}")
    field = "parent"


class PastNotTouched(Refusal):
    """A change from a past day would change figures already reported."""

    reason = _("不能从{since}起改：过去的数字已经报出去了")
    mend = _("最早从{earliest}起")
    field = "since"


class NotInForce(Refusal):
    """An organization does not exist on the day asked for."""

    reason = _("{name}在{on}不存在（{since}至{until}）")
    mend = _("换一个日期，或先设立")
    field = "since"


class AlreadyPlanned(Refusal):
    """Another change already stands from that day or later."""

    reason = _("{name}从{since}起已经另有安排")
    mend = _("先取消那个安排，再改")
    field = "since"


class NothingChanges(Refusal):
    """The parent asked for is the parent already."""

    reason = _("{name}已经在{parent}下面")
    mend = _("选另一个上级")
    field = "parent"


class AlreadyPlaced(Refusal):
    """Placing is for the first time; afterwards one moves."""

    reason = _("{name}在这条线上已经有上级")
    mend = _("用“换上级”，从某一天起")
    field = "parent"


class StillInUse(Refusal):
    """An organization with something below it, or someone at it, is not closed."""

    reason = _("{name}下面还有 {children} 个组织、{postings} 人任职")
    mend = _("先把它们移走，再撤")


class NameTaken(Refusal):
    """The same code is already given in this series."""

    reason = _("编码 {code} 已经给了另一个组织")
    mend = _("核对编码")
    field = "code"


class NameUnchanged(Refusal):
    """The new name is the old one."""

    reason = _("名字没有变")
    mend = _("填新的名字")
    field = "name"


def check_place(child: Kind, parent: Kind, line: Line) -> None:
    """Refuse a place the net does not have, and say which it has."""
    allowed = PARENTS.get((line, child), frozenset())
    if parent not in allowed:
        names = "、".join(str(kind.label) for kind in Kind if kind in allowed) or "—"
        raise PlaceNotAllowed(child=child.label, parent=parent.label, line=line.label, allowed=names)


def check_not_past(since: date, today: date) -> None:
    """Refuse a change that would reach back."""
    if since < today:
        raise PastNotTouched(since=since, earliest=today)


def check_in_force(name: str, since: date, until: date | None, on: date) -> None:
    """Refuse to use an organization on a day it does not exist."""
    if on < since or (until is not None and on >= until):
        raise NotInForce(name=name, on=on, since=since, until=until or "—")
