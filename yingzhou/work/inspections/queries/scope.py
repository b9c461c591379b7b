"""Which inspections exist for a viewer.  Deny by default."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.queries.certificates import certified
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.models import Inspection, InspectionItem, InspectionPlan, Inspector
from yingzhou.work.inspections.rules import roles
from yingzhou.work.network.choices import Kind as OrganizationKind
from yingzhou.work.network.models import Organization, Posting
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business
from yingzhou.work.registry.queries.scope import visible_to


def check_inside(viewer: Viewer) -> None:
    """Refuse whoever has no business with inspections; a certificate is asked of those at a station only."""
    needs = viewer.has(*roles.STATION) and not viewer.has(*roles.PLANNERS, *roles.APPROVERS)
    roles.check_inside(viewer, is_certified=needs and bool(certified([viewer.officer_id], today())))


def inspections_of(viewer: Viewer) -> QuerySet[Inspection]:
    """Those of the businesses of the viewer's station, those the viewer goes to, all of them at the bureau."""
    if viewer.has(*roles.PLANNERS, *roles.APPROVERS) and viewer.everywhere:
        return Inspection.objects.all()
    if not viewer.has(*roles.READERS):
        return Inspection.objects.none()
    goes = Inspector.objects.filter(officer_id=viewer.officer_id, recused_on__isnull=True)
    stations = {one for grant in viewer.grants_of(*roles.READERS) for one in grant.station_ids}
    return Inspection.objects.filter(Q(business__station__in=stations) | Q(pk__in=goes.values("inspection")))


def inspection_for(viewer: Viewer, pid: UUID) -> Inspection:
    """One inspection; a foreign one answers like an unknown one."""
    check_inside(viewer)
    wanted = inspections_of(viewer).filter(public_id=pid)
    found = wanted.select_related("business__station", "plan", "draw", "asked_by", "decided_by").first()
    if found is None:
        raise NotFound
    return found


def may_see_inspection(viewer: Viewer, pid: UUID) -> bool:
    """Whether the viewer may know of the inspection: its papers, its clock, its trail."""
    try:
        inspection_for(viewer, pid)
    except (NotFound, roles.NoCertificate):
        return False
    return True


def business_in_scope(viewer: Viewer, pid: UUID) -> Business:
    """A business whose inspection the viewer may ask for."""
    found = visible_to(viewer, on=today()).filter(public_id=pid, merged_into__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def plans_of(viewer: Viewer) -> QuerySet[InspectionPlan]:
    """Plans are the bureau's: whoever works with inspections knows them all."""
    check_inside(viewer)
    return InspectionPlan.objects.all()


def plan_for(viewer: Viewer, pid: UUID) -> InspectionPlan:
    """One plan."""
    found = plans_of(viewer).filter(public_id=pid).select_related("drafted_by", "approved_by").first()
    if found is None:
        raise NotFound
    return found


def items_on(day: object) -> QuerySet[InspectionItem]:
    """The published list of a day."""
    return InspectionItem.objects.filter(in_force(day)).order_by("code", "pk")  # type: ignore[arg-type]


def items_for(pids: Iterable[UUID]) -> list[InspectionItem]:
    """These items in order of their codes; an unknown id is not there."""
    wanted = set(pids)
    found = list(InspectionItem.objects.filter(public_id__in=wanted).order_by("code", "pk"))
    if len(found) != len(wanted):
        raise NotFound
    return found


def possible_inspectors(viewer: Viewer) -> list[Officer]:
    """Those who may be sent: posted at the viewer's stations or a department and certified today; everywhere for the bureau."""
    on = today()
    posted = Posting.objects.filter(in_force(on), role__in=roles.WORKERS)
    if not viewer.has(*roles.PLANNERS, *roles.APPROVERS):
        posted = posted.filter(Q(organization__in=viewer.station_ids) | Q(role__in=roles.PLANNERS))
    wanted = certified(posted.values_list("officer", flat=True), on)
    return list(Officer.objects.filter(pk__in=wanted, is_active=True).order_by("name", "pk"))


def officers_for(pids: Iterable[UUID]) -> list[Officer]:
    """These officers; an unknown id, or one who does not work here, is not there."""
    wanted = set(pids)
    posted = Posting.objects.filter(in_force(today()), role__in=roles.WORKERS).values("officer")
    found = list(Officer.objects.filter(public_id__in=wanted, is_active=True, pk__in=posted).order_by("name", "pk"))
    if len(found) != len(wanted):
        raise NotFound
    return found


def stations_there() -> list[Organization]:
    """Stations of today, by name."""
    return list(Organization.objects.filter(in_force(today()), kind=OrganizationKind.STATION).order_by("name", "pk"))
