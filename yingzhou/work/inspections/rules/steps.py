"""What may be done with an inspection, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.inspections.choices import Finding, State


@dataclass(frozen=True)
class Found:
    """What was found of one item."""

    finding: Finding
    text: str = ""
    due_on: date | None = None


class NotNow(Refusal):
    """The step does not follow this state."""

    reason = _("这次检查{state}，不能{act}")
    mend = _("刷新页面，看现在走到哪一步")


class CodeMissing(Refusal):
    """No code of the city."""

    reason = _("还没有检查码。先赋码、再检查：码由市里的系统给，这里只登记，不发码")
    mend = _("在市里的系统里取得检查码，抄到这里")
    field = "code"


class CodeMalformed(Refusal):
    """Nothing that looks like a code."""

    reason = _("“{code}”不像检查码：只有字母、数字和短横，6 到 64 位")
    mend = _("照市里系统给的原样抄")
    field = "code"
    status = 422


class CodeTaken(Refusal):
    """Recorded for another inspection."""

    reason = _("检查码 {code} 已经登记在另一次检查上")
    mend = _("一次检查一个码，核对后再抄")
    field = "code"


class NotNotified(Refusal):
    """Nobody told the business."""

    reason = _("还没有通知企业，不能记检查结果")
    mend = _("先发检查通知，写明日期、内容和申请回避的权利；突击检查的，到场时出示也要记")
    field = "on"


class DayWrong(Refusal):
    """A day that cannot be."""

    reason = _("{day} 不对：{fault}")
    mend = _("核对日子")
    field = "on"
    status = 422


class FindingMissing(Refusal):
    """An item without a finding, or a finding without what it needs."""

    reason = _("“{item}”{fault}")
    mend = _("每一项都要写查了没有、查到什么")
    field = "findings"
    status = 422


class NotOnTheTeam(Refusal):
    """Only those who were there say what was found."""

    reason = _("检查结果由到场的检查人员记，您不在名单上")
    mend = _("请{names}来记")
    status = 403


class NobodyRefused(Refusal):
    """Neither signed nor a reason."""

    reason = _("没有签字，也没有写为什么")
    mend = _("企业签了就勾选；拒签的写明原因和见证人")
    field = "unsigned_why"
    status = 422


class NotForPublication(Refusal):
    """Nothing that is published, or too early."""

    reason = _("{fault}")
    mend = _("结果告知企业以后再公开")


class StillOpen(Refusal):
    """Followed up already, or nothing to follow up."""

    reason = _("这一项{fault}")
    mend = _("刷新页面")


_CODE = re.compile(r"[A-Za-z0-9-]{6,64}")


def check_state(state: State, wanted: State, act: object) -> None:
    """A step follows one state."""
    if state != wanted:
        raise NotNow(state=state.label, act=act)


def check_code(code: str) -> str:
    """The city's code as it was copied: we know its shape only roughly and never make one."""
    code = code.strip()
    if not _CODE.fullmatch(code):
        raise CodeMalformed(code=code)
    return code


def check_day(day: date, *, first: date, last: date, fault: object) -> None:
    """Refuse a day outside two others."""
    if not first <= day <= last:
        raise DayWrong(day=day, fault=fault)


def check_found(items: Mapping[str, str], found: Mapping[str, Found], *, on: date) -> None:
    """Every item has a finding; whatever is not fine is described; a term has a day after the inspection."""
    for key, name in items.items():
        told = found.get(key)
        if told is None:
            raise FindingMissing(item=name, fault=_("还没有写结果"))
        if told.finding != Finding.FINE and not told.text.strip():
            raise FindingMissing(item=name, fault=_("没有写查到什么、为什么"))
        if (told.finding == Finding.DEADLINE) != (told.due_on is not None):
            raise FindingMissing(item=name, fault=_("限期改正的要写哪天以前，其余的不写日子"))
        if told.due_on is not None and told.due_on <= on:
            raise FindingMissing(item=name, fault=_("改正的日子要在检查之后"))
