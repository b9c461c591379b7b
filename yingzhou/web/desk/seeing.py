"""Whoever may see a thing may see its trail: which query decides it, for each kind of thing that has a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail import reading
from yingzhou.work.cases.queries import case_for
from yingzhou.work.disputes.queries.complaints import complaint_for
from yingzhou.work.network.queries.tree import organization_for
from yingzhou.work.registry.queries.businesses import business_for


def sees_case(viewer: Any, public_id: UUID) -> bool:
    """Whether the viewer may open the case."""
    try:
        case_for(viewer, public_id)
    except NotFound:
        return False
    return True


def sees_complaint(viewer: Any, public_id: UUID) -> bool:
    """Whether the viewer may open the complaint."""
    try:
        complaint_for(viewer, public_id)
    except NotFound:
        return False
    return True


def sees_business(viewer: Any, public_id: UUID) -> bool:
    """Whether the viewer may open the business."""
    try:
        business_for(viewer, public_id, on=today())
    except NotFound:
        return False
    return True


def sees_organization(viewer: Any, public_id: UUID) -> bool:
    """Whether the viewer may open the organization."""
    try:
        organization_for(viewer, public_id)
    except NotFound:
        return False
    return True


def declare() -> None:
    """Tell the trail, once, when the desk is ready."""
    reading.register("cases.case", sees_case)
    reading.register("disputes.complaint", sees_complaint)
    reading.register("registry.business", sees_business)
    reading.register("network.organization", sees_organization)
