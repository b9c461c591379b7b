"""What a person may see is part of the query: a hazard is seen by whoever may know of its case."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.engines.lifecycle import Party
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.queries import cases_of
from yingzhou.work.hazards.models import Hazard

STATION_ROLES = (Role.STATION_HEAD, Role.STATION_OFFICER, Role.LIAISON)


def hazards_of(viewer: Viewer) -> QuerySet[Hazard]:
    """The hazards a viewer may know of; everything else does not exist for them, counts included."""
    return Hazard.objects.filter(case__in=cases_of(viewer).order_by().values("pk"))


def hazard_for(viewer: Viewer, pid: UUID) -> Hazard:
    """One hazard by its public id; a foreign one answers like an unknown one."""
    found = hazards_of(viewer).filter(public_id=pid).select_related("case__station", "case__handler", "business").first()
    if found is None:
        raise NotFound()
    return found


def parties_of(viewer: Viewer, hazard: Hazard) -> frozenset[Party]:
    """In which capacities somebody stands to a hazard."""
    case = hazard.case
    found: set[Party] = set()
    if any(grant.everywhere for grant in viewer.grants_of(Role.DEPARTMENT)):
        found.add(Party.INTAKE)
    if any(case.station_id in grant.station_ids for grant in viewer.grants_of(Role.STATION_HEAD)):
        found.add(Party.HEAD)
    if any(case.station_id in grant.station_ids for grant in viewer.grants_of(*STATION_ROLES)):
        found.add(Party.STATION)
    if case.handler_id in viewer.acts_for:
        found.add(Party.HANDLER)
    return frozenset(found)
