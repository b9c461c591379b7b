"""What the lines of a complaint's trail are called on its page."""

from __future__ import annotations

from collections.abc import Mapping

from yingzhou.base.trail.models import Event
from yingzhou.base.words import _
from yingzhou.work.cases.choices import Purpose
from yingzhou.work.cases.queries import LogLine

VERB_WORDS = {
    "complaint.register": _("登记投诉"),
    "complaint.forward": _("分送"),
    "complaint.return": _("退回统一接收机构"),
    "complaint.ask_identity": _("要求限期提供身份证明"),
    "complaint.accept": _("受理"),
    "complaint.decline": _("不予受理"),
    "complaint.withdraw": _("投诉人撤回"),
    "complaint.terminate": _("终止调解"),
    "complaint.serve": _("送达文书"),
    "complaint.reopen": _("重新打开"),
    "complaint.answer": _("记下回访"),
    "complaint.clue": _("记下调解中发现的线索"),
    "complaint.clue_check": _("核查了线索"),
    "complaint.authority_arise": _("处理权限有争议"),
    "complaint.authority_settle": _("处理权限定了"),
    "complaint.consent": _("记下被代表人的同意"),
    "complaint.represent": _("变更代表人"),
    "complaint.complete": _("补全材料"),
    "complainant.read": _("看了投诉人身份"),
}


def told_of(event: Event, names: Mapping[str, str]) -> LogLine:
    """One line of the trail, in words."""
    if event.actor.startswith("visitor:"):
        who = str(_("投诉人"))
    elif event.actor.startswith("system:"):
        who = str(_("系统"))
    else:
        who = names.get(event.actor.removeprefix("officer:"), str(_("已离任人员")))
    return LogLine(event.at, who, str(VERB_WORDS.get(event.verb, event.verb)), _purpose(event))


def _purpose(event: Event) -> str:
    if event.verb != "complainant.read":
        return ""
    label = Purpose(event.facts["purpose"]).label if event.facts.get("purpose") in Purpose else ""
    return "：".join(part for part in (str(label), str(event.facts.get("words", ""))) if part)
