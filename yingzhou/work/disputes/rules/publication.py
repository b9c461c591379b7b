"""公开统计: which tables a month has, and when it may be published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.engines.disclosure import Release, Rule, publish
from yingzhou.rulebook import figure, industries
from yingzhou.work.cases.choices import Answer
from yingzhou.work.disputes.choices import ComplaintState, Topic

#: A month is over for so long before it may be published: what came in last has been entered by then.
SUPPRESS, ROUND = "publication.suppress_up_to", "publication.round_to"
#: No trade known, no class of problem given, not answered.
UNKNOWN, UNANSWERED = "unknown", "unanswered"
#: The states a complaint ends in, as the public may count them.
ENDED = (
    ComplaintState.SETTLED,
    ComplaintState.PERFORMED,
    ComplaintState.TERMINATED,
    ComplaintState.DECLINED,
    ComplaintState.WITHDRAWN,
)


class MonthNotOver(Refusal):
    reason = _("{month} 还没有过完")
    mend = _("下个月再公布；公布过的月份不再重算")
    status = 422


class PublishedAlready(Refusal):
    reason = _("{month} 已经公布，不再重算")
    mend = _("同一个月公布两份，就能互相减出小数目")


class ByAnother(Refusal):
    reason = _("准备的人不能自己批准公布")
    mend = _("请科室里另一位同事或局领导批准")


class Changed(Refusal):
    reason = _("准备之后数字变了，没有公布")
    mend = _("请重新准备这个月，再看一遍")


@dataclass(frozen=True)
class Counted:
    """One table before it may be shown: the dimension and how many in each category."""

    dimension: str
    cells: Mapping[str, int]


def rule_on(day: date) -> Rule:
    """The numbers of the day."""
    return Rule(int(figure(SUPPRESS, on=day).value), int(figure(ROUND, on=day).value))


def figures_on(day: date) -> dict[str, Any]:
    """What is kept beside the tables: by which numbers, from which source."""
    return {name: {"value": told.value, "source": told.source} for name in (SUPPRESS, ROUND) for told in [figure(name, on=day)]}


def released(received: Sequence[Counted], ended: Sequence[Counted], rule: Rule) -> dict[str, Any]:
    """The month as it may be stored and shown: one release for what came in, one for what ended; no dimension twice."""
    return {"received": _plain(_publish(received, rule)), "ended": _plain(_publish(ended, rule))}


def _publish(tables: Sequence[Counted], rule: Rule) -> Release:
    return publish({(one.dimension,): one.cells for one in tables}, rule)


def _plain(release: Release) -> dict[str, Any]:
    return {
        "total": release.total,
        "tables": {
            table.dimensions[0]: None if table.is_withheld else {cell.category: cell.shown for cell in table.cells}
            for table in release.tables
        },
    }


def categories(dimension: str) -> dict[str, Any]:
    """Every category of a table with its label, in the order it is shown; the list is fixed, so that it tells nothing."""
    if dimension == "trade":
        sections = {code: one.name for code, one in industries.industries().items() if one.level == industries.SECTION}
        return {**sections, UNKNOWN: _("行业不详")}
    if dimension == "topic":
        return {**{str(value): label for value, label in Topic.choices}, UNKNOWN: _("没有分类")}
    if dimension == "outcome":
        return {str(state): ComplaintState(state).label for state in ENDED}
    return {**{str(value): label for value, label in Answer.choices}, UNANSWERED: _("未答复")}


LABELS = {
    "trade": _("按行业"),
    "topic": _("按争议类型"),
    "outcome": _("按结果"),
    "answer": _("问“真的解决了吗”"),
}


def first_of(day: date) -> date:
    return day.replace(day=1)


def month_after(month: date) -> date:
    return first_of(month + timedelta(days=32))


def check_over(month: date, today: date) -> None:
    """Only a month that is over has its numbers."""
    if today < month_after(month):
        raise MonthNotOver(month=f"{month:%Y-%m}")


def trade_of(industry_code: str) -> str:
    """The section of an industry code: coarse on purpose, so that no table is about one shop."""
    line = industries.lineage(industry_code) if industry_code else []
    return line[0].code if line else UNKNOWN
