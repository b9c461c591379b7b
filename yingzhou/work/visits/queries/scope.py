"""Whose visits a viewer may see, and where somebody may record one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.clock import today
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.registry.models import Business
from yingzhou.work.registry.queries.scope import visible_to
from yingzhou.work.visits.models import Photo, PlannedVisit, Visit

#: Who goes and records.
VISITORS = (Role.LIAISON, Role.STATION_OFFICER, Role.STATION_HEAD)
#: Who reads records of others within their scope.
READERS = (*VISITORS, Role.DEPARTMENT, Role.BUREAU_LEADER)
#: Who decides between two copies of a record.
DECIDERS = (Role.STATION_OFFICER, Role.STATION_HEAD, Role.DEPARTMENT)


def businesses_to_visit(viewer: Viewer, *, on: date) -> QuerySet[Business]:
    """The businesses somebody may record a visit at: a liaison's own, an officer's station's, and those an accepted plan sends
    them to that day.  Nobody else's role counts."""
    visitor = replace(viewer, grants=viewer.grants_of(*VISITORS))
    if not visitor.grants:
        return Business.objects.none()
    sent = Q(officer__in=visitor.acts_for) | Q(companion__in=visitor.acts_for)
    planned = PlannedVisit.objects.filter(sent, day=on, plan__accepted_at__isnull=False).values("business")
    return Business.objects.filter(Q(pk__in=visible_to(visitor, on=on).values("pk")) | Q(pk__in=planned))


def visits_of(viewer: Viewer) -> QuerySet[Visit]:
    """The visits a viewer may know of: one's own, those to businesses one sees.  Villages see none."""
    readers = replace(viewer, grants=viewer.grants_of(*READERS))
    if not readers.grants:
        return Visit.objects.none()
    seen = Q(business__in=visible_to(readers, on=today())) | Q(officer__in=readers.acts_for)
    return Visit.objects.filter(seen)


def visit_for(viewer: Viewer, pid: UUID) -> Visit:
    """One visit; a foreign one answers like an unknown one."""
    found = visits_of(viewer).filter(public_id=pid).select_related("business", "officer", "companion", "station").first()
    if found is None:
        raise NotFound
    return found


def may_see_evidence(viewer: Viewer, evidence: Evidence) -> bool:
    """A photo of a visit: whoever took it, and whoever sees the visit it stands in."""
    photo = Photo.objects.filter(evidence=evidence).first()
    if photo is None:
        return False
    if photo.officer_id in viewer.acts_for and viewer.has(*VISITORS):
        return True
    within = Q(findings__photos__photo=photo) | Q(confirmation__photo=photo)
    return visits_of(viewer).filter(within).exists()


def may_have_original(viewer: Viewer, evidence: Evidence) -> bool:
    """The file as it came, place and device in it: for the head of the station and the department, not for every reader."""
    return viewer.has(Role.STATION_HEAD, Role.DEPARTMENT) and may_see_evidence(viewer, evidence)
