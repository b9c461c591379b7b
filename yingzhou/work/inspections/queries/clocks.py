"""The statutory clocks of this room: what they are about, and who may see them."""

from __future__ import annotations

from uuid import UUID

from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.models import InspectionPlan
from yingzhou.work.inspections.queries.scope import check_inside
from yingzhou.work.inspections.rules.roles import NoCertificate

ABOUT, ABOUT_PLAN = "inspections.inspection", "inspections.inspectionplan"
PUBLISH_RESULT, PUBLISH_PLAN = "inspections.publication_days", "inspections.plan_publication_months"


def may_see_plan(viewer: Viewer, pid: UUID) -> bool:
    """Plans are the bureau's."""
    try:
        check_inside(viewer)
    except NoCertificate:
        return False
    return InspectionPlan.objects.filter(public_id=pid).exists()
