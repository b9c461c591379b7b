"""Who may know of a complaint: deny by default.

The intake unit (departments at the bureau) and the leaders know of all; a station's head and officers of what their station
holds; whoever handles one, of that.  A liaison knows that there is a complaint about a shop of his, as a case, and nothing of
its file: not the page, not the papers, never who complained.  Villages, the association and the separated roles know of none.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Case
from yingzhou.work.cases.queries import case_for
from yingzhou.work.disputes.choices import ComplaintState
from yingzhou.work.disputes.models import Complaint, Dispute
from yingzhou.work.disputes.rules.steps import HOLDERS, ComplaintFacts

#: The roles whose pages these are; the others are turned away at the door.
READERS = (Role.DEPARTMENT, Role.STATION_HEAD, Role.STATION_OFFICER, Role.BUREAU_LEADER)
WIDE = (Role.DEPARTMENT, Role.BUREAU_LEADER)
#: Those who write one down: at the intake unit, or at a station's published window.
CLERKS = (Role.DEPARTMENT, Role.STATION_HEAD, Role.STATION_OFFICER)


def complaints_of(viewer: Viewer) -> QuerySet[Complaint]:
    """The complaints a viewer may know of.  The others do not exist for them, counts included."""
    if any(grant.everywhere for grant in viewer.grants_of(*WIDE)):
        return Complaint.objects.all()
    stations = frozenset().union(*(grant.station_ids for grant in viewer.grants_of(*HOLDERS)))
    seen = Q(held_by__in=stations)
    if viewer.has(*READERS, Role.MEDIATOR):
        seen |= Q(case__handler__in=viewer.acts_for)
    return Complaint.objects.filter(seen)


def complaint_for(viewer: Viewer, pid: UUID) -> Complaint:
    """One complaint by its public id; a foreign one answers like an unknown one."""
    found = complaints_of(viewer).filter(public_id=pid).select_related(*WITH).first()
    if found is None:
        raise NotFound
    return found


WITH = (
    "case",
    "case__handler",
    "case__opened_by",
    "case__station",
    "case__business",
    "held_by",
    "respondent",
    "decided_by",
    "dispute__case",
)


def complaint_of_case(viewer: Viewer, case: Case) -> Complaint | None:
    """The complaint a case belongs to, if the viewer may know of it."""
    return complaints_of(viewer).filter(case=case).first()


def dispute_for(viewer: Viewer, case_pid: UUID) -> Dispute:
    """The dispute of a case the viewer may know of."""
    found = Dispute.objects.filter(case=case_for(viewer, case_pid)).select_related("case__business").first()
    if found is None:
        raise NotFound
    return found


def facts_of(complaint: Complaint) -> ComplaintFacts:
    """What the rules need to know of a complaint."""
    return ComplaintFacts(
        state=ComplaintState(complaint.state), held_by_id=complaint.held_by_id, handler_id=complaint.case.handler_id
    )
