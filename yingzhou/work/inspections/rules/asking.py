"""Whether an inspection may be asked for: plan, team, list of the undisturbed, yearly cap, what was looked at lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.inspections.choices import Origin, RepeatGround

#: Not reckoned against the cap and not held up by the list of the undisturbed.
FREE = frozenset({Origin.TRIGGERED})


@dataclass(frozen=True)
class Cap:
    """How often a year, as the bureau typed it: which figure, on what basis."""

    label: str
    times: int
    source: str


@dataclass(frozen=True)
class SeenBefore:
    """An item a higher authority looked at, and until when (included) it is not to be looked at again."""

    item: str
    authority: str
    on: date
    free_from: date


@dataclass(frozen=True)
class Spared:
    """Why a business is left in peace, until when."""

    label: str
    reason: str
    until: date


class NothingToInspect(Refusal):
    """No item."""

    reason = _("没有选检查事项")
    mend = _("从公布的检查事项清单里选；清单上没有的不能查")
    field = "items"
    status = 422


class ItemNotPublished(Refusal):
    """The item is not on the list of that day."""

    reason = _("“{name}”在 {day} 不在公布的检查事项清单上，未经公布的不得实施")
    mend = _("换一项，或先请科室把已公布的事项登记进清单")
    field = "items"


class PlanMissing(Refusal):
    """Neither plan nor clue."""

    reason = _("计划内的检查要写属于哪个计划")
    mend = _("选一个批准了的计划；有线索或投诉的，选“触发式”并写编号")
    field = "plan"
    status = 422


class PlanDoesNotCover(Refusal):
    """Not approved, or another time, or other items."""

    reason = _("计划“{plan}”{fault}")
    mend = _("换一个计划，或改日子、改事项")
    field = "plan"


class ClueMissing(Refusal):
    """Triggered by nothing."""

    reason = _("触发式检查要写线索、投诉或隐患的编号")
    mend = _("写您能看到的那一件的编号，如 线〔2026〕3号；没有编号的不是触发式检查")
    field = "clue"
    status = 422


class LeftInPeace(Refusal):
    """On the list of the undisturbed."""

    reason = _("这一户在“{label}”名单上，{until} 以前不去打扰：{reason}")
    mend = _("不用去；能用书面或共享数据看的不进门。有线索的走触发式")
    whom = _("名单由业务科室管")
    field = "business"


class CapReached(Refusal):
    """The yearly cap."""

    reason = _("{year} 年已经查过 {times} 次（{days}），到了上限：{label}每年 {cap} 次（{source}）")
    mend = _("明年再查，或并进还没去的那一次；有线索的走触发式")
    field = "business"


class SeenByAHigherOne(Refusal):
    """Order 49, article 42."""

    reason = _("“{item}”{authority}在 {on} 查过，{free_from} 以前不重复检查（{source}）")
    mend = _("去掉这一项，或等到那天；涉嫌违法或有明显隐患的，写明理由，由局领导批")
    field = "items"


class TooFewInspectors(Refusal):
    """Not enough people."""

    reason = _("到场的检查人员不少于 {least} 名（{source}），现在是 {there} 名")
    mend = _("再加一位有执法证的同事")
    field = "officers"


class InspectorWithoutCertificate(Refusal):
    """Somebody has no certificate that day."""

    reason = _("{name}在 {day} 没有有效的行政执法证，不能参加检查")
    mend = _("换一位，或先登记证件")
    field = "officers"


class AlreadyOnTheWay(Refusal):
    """One more although one is still to come."""

    reason = _("这一户 {on} 已经有一次检查等着去：{items}")
    mend = _("把事项并进那一次，不要再上门一次")
    field = "business"


def check_plan(name: str, *, approved_on: date | None, since: date, until: date, on: date) -> None:
    """A plan covers a day once it is approved and while it runs."""
    if approved_on is None:
        raise PlanDoesNotCover(plan=name, fault=_("还没有批准"))
    if not since <= on < until:
        raise PlanDoesNotCover(plan=name, fault=str(_("管的是 {since} 到 {until}（不含）")).format(since=since, until=until))


def check_spared(spared: Spared | None, *, origin: Origin) -> None:
    """Those on a list are left in peace, unless there is a clue."""
    if spared is not None and origin not in FREE:
        raise LeftInPeace(label=spared.label, until=spared.until, reason=spared.reason)


def check_cap(cap: Cap | None, *, days: Sequence[date], on: date, origin: Origin) -> None:
    """No more in a year than the bureau's own figure; without a figure there is no cap to hold."""
    if cap is None or origin in FREE or len(days) < cap.times:
        return
    told = "、".join(day.isoformat() for day in sorted(days)) or "—"
    raise CapReached(year=on.year, times=len(days), days=told, label=cap.label, cap=cap.times, source=cap.source)


def check_repeat(seen: Sequence[SeenBefore], *, on: date, ground: RepeatGround | None, reason: str, source: str) -> None:
    """What a higher authority looked at is not looked at again so soon, unless there is a ground that is written down."""
    lately = [one for one in seen if one.on <= on < one.free_from]
    if not lately or (ground is not None and reason.strip()):
        return
    first = lately[0]
    raise SeenByAHigherOne(item=first.item, authority=first.authority, on=first.on, free_from=first.free_from, source=source)


def check_team(team: Sequence[tuple[str, bool]], *, least: int, source: str, day: date) -> None:
    """At least so many, each with a certificate in force on the day."""
    for name, is_certified in team:
        if not is_certified:
            raise InspectorWithoutCertificate(name=name, day=day)
    if len(team) < least:
        raise TooFewInspectors(least=least, there=len(team), source=source)
