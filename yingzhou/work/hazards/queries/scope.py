"""What a person may see is part of the query: a hazard is seen by whoever may know of its case."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.refusals import NotFound
from yingzhou.engines.lifecycle import Party
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Case
from yingzhou.work.cases.queries import cases_of
from yingzhou.work.hazards.models import Hazard, HazardPicture

#: Under which name a hazard's papers are kept.
PAPERS_OF_HAZARD = "hazards.hazard"
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


def hazard_of_case(viewer: Viewer, case: Case) -> Hazard | None:
    """The hazard a case has become, for whoever may know of it."""
    return hazards_of(viewer).filter(case=case).first()


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


def picture_for(viewer: Viewer, pid: UUID) -> HazardPicture:
    """One photo of a hazard in sight; a foreign one answers like an unknown one."""
    found = HazardPicture.objects.filter(public_id=pid, hazard__in=hazards_of(viewer)).select_related("evidence").first()
    if found is None:
        raise NotFound()
    return found


def may_see_papers(viewer: object, pid: UUID) -> bool:
    """The papers of a hazard are for whoever may know of it."""
    return isinstance(viewer, Viewer) and hazards_of(viewer).filter(public_id=pid).exists()


def may_see_picture(viewer: object, evidence: Evidence) -> bool:
    """A photo of a hazard, or the proof that an order was served, is for whoever may know of it."""
    return isinstance(viewer, Viewer) and _with_file(viewer, evidence).exists()


def may_have_original(viewer: object, evidence: Evidence) -> bool:
    """The file as it came, with all it tells about its maker, is for the handler alone."""
    return isinstance(viewer, Viewer) and _with_file(viewer, evidence).filter(case__handler__in=viewer.acts_for).exists()


def _with_file(viewer: Viewer, evidence: Evidence) -> QuerySet[Hazard]:
    return hazards_of(viewer).filter(Q(pictures__evidence=evidence) | Q(orders__proof=evidence))
