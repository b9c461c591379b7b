"""文书: what the papers of an inspection say."""

from __future__ import annotations

from typing import Any

from yingzhou.base.documents.issuing import papers_about
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.queries.clocks import clocks_about
from yingzhou.work.inspections.models import Inspection
from yingzhou.work.inspections.queries.clocks import ABOUT
from yingzhou.work.inspections.queries.reckoning import going_in

APPROVAL, NOTICE, RECORD, RESULT = "inspection.approval", "inspection.notice", "inspection.record", "inspection.result"


def issued_papers(inspection: Inspection) -> list[IssuedPaper]:
    """The papers of an inspection, the latest first."""
    return papers_about(ABOUT, inspection.public_id)


def approval_values(inspection: Inspection, *, by: Viewer) -> dict[str, Any]:
    """检查审批表."""
    ground = ""
    if inspection.repeat_ground:
        ground = f"{inspection.get_repeat_ground_display()}：{inspection.repeat_reason}"
    return {
        **_whom(inspection),
        "why_inspected": inspection.why,
        "inspect_on": inspection.on,
        "inspect_items": _items(inspection),
        "inspectors": _team(inspection),
        "asked_for_by": inspection.asked_by.name,
        "plan_or_clue": inspection.plan.name if inspection.plan else str(inspection.get_origin_display()),
        "repeat_ground": ground,
        "opinion": inspection.decided_why,
    }


def notice_values(inspection: Inspection, *, phone: str) -> dict[str, Any]:
    """检查通知书, with how often this year."""
    day = inspection.notified_on or inspection.on
    count = going_in(inspection.business, inspection.on.year).filter(on__lte=inspection.on).count()
    return {
        **_whom(inspection),
        "inspect_on": max(inspection.on, day),
        "inspect_items": _items(inspection),
        "inspectors": _team(inspection),
        "inspection_code": inspection.code,
        "year_count": f"第{count}次",  # data
        "handler_phone": phone,
    }


def record_values(inspection: Inspection) -> dict[str, Any]:
    """现场检查笔录."""
    return {
        **_whom(inspection),
        "inspected_on": inspection.inspected_on,
        "inspectors": _team(inspection),
        "inspection_code": inspection.code,
        "findings": _findings(inspection),
        "notified": f"{inspection.notified_on}，{inspection.get_notified_how_display()}",
        "record_text": inspection.record,
    }


def result_values(inspection: Inspection, *, phone: str) -> dict[str, Any]:
    """检查结果告知书, with until when a food result is made public."""
    clocks = clocks_about(ABOUT, inspection.public_id)
    return {
        **_whom(inspection),
        "inspected_on": inspection.inspected_on,
        "inspectors": _team(inspection),
        "inspection_code": inspection.code,
        "findings": _findings(inspection),
        "publish_by": clocks[-1].due_strict if clocks else None,
        "handler_phone": phone,
    }


def _whom(inspection: Inspection) -> dict[str, Any]:
    return {"inspected": inspection.business.name, "inspected_uscc": inspection.business.uscc}


def _items(inspection: Inspection) -> str:
    return "\n".join(inspection.items.order_by("item__code").values_list("item__name", flat=True))


def _team(inspection: Inspection) -> str:
    found = inspection.inspectors.filter(recused_on__isnull=True).order_by("officer__name")
    return "、".join(found.values_list("officer__name", flat=True))


def _findings(inspection: Inspection) -> list[dict[str, Any]]:
    return [
        {"item": one.item.name, "finding": one.get_finding_display(), "text": one.text, "due": one.due_on}
        for one in inspection.items.select_related("item").order_by("item__code")
    ]
