"""The matter a triggered inspection rests on."""

from __future__ import annotations

from uuid import UUID

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Kind
from yingzhou.work.cases.queries import cases_of
from yingzhou.work.inspections.models import Inspection
from yingzhou.work.registry.models import Business

#: A demand or a dispute is no reason to inspect.
KINDS = (Kind.SIGNAL, Kind.HAZARD, Kind.COMPLAINT)
CASE = "cases.case"


class ClueUnknown(Refusal):
    """No such matter, not for this viewer, about another business, or no clue: all answer alike."""

    reason = _("没有找到编号是“{number}”的线索、隐患或投诉，或者它不是这一户的")
    mend = _("核对编号；先行和解和诉求不能成为检查的由头")
    field = "clue"
    status = 422


def clue_by_number(viewer: Viewer, number: str, business: Business) -> tuple[str, UUID]:
    """The matter of that number about that business, as a word and an id."""
    found = cases_of(viewer).filter(number=number, kind__in=KINDS, business=business).values_list("public_id", flat=True).first()
    if found is None:
        raise ClueUnknown(number=number)
    return CASE, found


def clue_shown(viewer: Viewer, inspection: Inspection) -> tuple[str, UUID] | None:
    """Number and id of the clue, for those who may see it; nothing for others."""
    if inspection.clue_kind != CASE or inspection.clue_id is None:
        return None
    return cases_of(viewer).filter(public_id=inspection.clue_id).values_list("number", "public_id").first()
