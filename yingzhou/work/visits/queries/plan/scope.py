"""Whose plans somebody may see."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.models import Organization
from yingzhou.work.network.queries import stations
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.models import Plan, PlannedVisit
from yingzhou.work.visits.rules.plans import MAKERS, READERS


def seen_stations(viewer: Viewer, *, on: date) -> QuerySet[Organization]:
    """The stations whose plans somebody sees, by name: their own, or all of them for those who lead the bureau."""
    grants = viewer.grants_of(*READERS)
    if any(grant.everywhere for grant in grants):
        return stations(on=on)
    mine = frozenset().union(*(grant.station_ids for grant in grants)) if grants else frozenset()
    return stations(on=on).filter(pk__in=sorted(mine))


def station_named(viewer: Viewer, public_id: UUID | None, *, on: date) -> Organization | None:
    """One of those stations, the first where none is named; None for somebody without any."""
    seen = seen_stations(viewer, on=on)
    if public_id is None:
        return seen.first()
    found = seen.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def plans(viewer: Viewer, *, on: date) -> QuerySet[Plan]:
    """The plans somebody may see."""
    return Plan.objects.filter(station__in=seen_stations(viewer, on=on)).select_related("station")


def plan_for(viewer: Viewer, public_id: UUID, *, on: date) -> Plan:
    """One plan."""
    found = plans(viewer, on=on).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def visit_for(viewer: Viewer, plan_id: UUID, public_id: UUID, *, on: date) -> PlannedVisit:
    """One visit of a plan."""
    plan = plan_for(viewer, plan_id, on=on)
    found = plan.visits.select_related("plan", "business", "officer", "companion").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def business_in(plan: Plan, public_id: UUID) -> Business:
    """A business the plan is or could be about."""
    there = Q(planned_visits__plan=plan) | Q(unplaced_visits__plan=plan) | Q(station=plan.station_id)
    found = Business.objects.filter(there, public_id=public_id).distinct().first()
    if found is None:
        raise NotFound
    return found


def goer_named(plan: Plan, public_id: UUID) -> Officer:
    """Somebody who is or was posted at the plan's station."""
    found = Officer.objects.filter(postings__organization=plan.station_id, public_id=public_id).distinct().first()
    if found is None:
        raise NotFound
    return found


#: From Thursday on (ISO weekday 4) a head is reminded that next week is not settled.
REMINDED_FROM = 4


def unsettled(viewer: Viewer, *, on: date) -> tuple[Organization, ...]:
    """The stations somebody leads whose plan of next week is not accepted, from Thursday on."""
    if on.isoweekday() < REMINDED_FROM:
        return ()
    led = frozenset().union(*(grant.station_ids for grant in viewer.grants_of(*MAKERS)), frozenset())
    if not led:
        return ()
    monday = on + timedelta(days=8 - on.isoweekday())
    settled = Plan.objects.filter(monday=monday, accepted_at__isnull=False).values("station")
    return tuple(stations(on=on).filter(pk__in=sorted(led)).exclude(pk__in=settled))
