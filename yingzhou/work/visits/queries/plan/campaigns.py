"""Rounds as their pages show them: who was seen, who has a day, who waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.rulebook import industries
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.models import Organization
from yingzhou.work.network.queries import communities_of
from yingzhou.work.registry.choices import Status
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.models import Plan, PlannedVisit, PlanRound, Visit
from yingzhou.work.visits.queries.plan.crew import crew
from yingzhou.work.visits.queries.plan.scope import seen_stations
from yingzhou.work.visits.rules.plans import may_make

MOST = 200


@dataclass(frozen=True)
class Called:
    """One business of a round: seen on a day, planned for a day, or waiting."""

    public_id: UUID
    name: str
    village: str
    seen_on: date | None
    planned_on: date | None


@dataclass(frozen=True)
class RoundView:
    """A round and how far it is; at most 200 businesses are listed, those still to be seen first."""

    round: PlanRound
    trades: tuple[str, ...]
    villages: tuple[str, ...]
    officers: tuple[str, ...]
    all: int
    seen: int
    planned: int
    rows: tuple[Called, ...]
    may_make: bool

    @property
    def share(self) -> int:
        """Per cent seen."""
        return round(100 * self.seen / self.all) if self.all else 0


def rounds(viewer: Viewer, *, on: date) -> QuerySet[PlanRound]:
    """The rounds of the stations whose plans somebody sees, the latest first."""
    there = PlanRound.objects.filter(station__in=seen_stations(viewer, on=on)).select_related("station")
    return there.order_by("-since", "-pk")


def round_for(viewer: Viewer, public_id: UUID, *, on: date) -> PlanRound:
    """One round."""
    found = rounds(viewer, on=on).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def round_view(viewer: Viewer, one: PlanRound) -> RoundView:
    """How far a round is.  Six queries, however many businesses."""
    villages, officers = list(one.communities.all()), list(one.officers.all())
    rows = list(_called(one, [village.pk for village in villages]).values_list("pk", "public_id", "name", "community__name"))
    keys = [row[0] for row in rows]
    seen = dict(
        Visit.objects.filter(business__in=keys, visited_on__range=(one.since, one.until))
        .order_by("visited_on")
        .values_list("business_id", "visited_on")
    )
    ahead = PlannedVisit.objects.filter(business__in=keys, day__range=(one.since, one.until), plan__accepted_at__isnull=False)
    planned = dict(ahead.order_by("-day").values_list("business_id", "day"))
    told = [
        Called(public_id, name, village or "", seen.get(pk), None if pk in seen else planned.get(pk))
        for pk, public_id, name, village in rows
    ]
    told.sort(key=lambda row: (row.seen_on is not None, row.planned_on is None, row.planned_on or one.until, row.name))
    return RoundView(
        round=one,
        trades=tuple(_trade(code) for code in one.trades),
        villages=tuple(village.name for village in villages),
        officers=tuple(officer.name for officer in officers),
        all=len(rows),
        seen=len(seen),
        planned=sum(row.planned_on is not None for row in told),
        rows=tuple(told[:MOST]),
        may_make=may_make(viewer, one.station_id),
    )


def _called(one: PlanRound, villages: list[int]) -> QuerySet[Business]:
    wanted = Q(pk__in=[])
    for code in one.trades:
        normal = industries.normal(code)
        section = [each.code for each in industries.industries().values() if each.section == normal and each.level == 2]
        for prefix in section or [normal]:
            wanted |= Q(industry_code__startswith=prefix)
    found = Business.objects.filter(wanted, station=one.station_id, status=Status.ACTIVE, merged_into__isnull=True)
    return found.filter(community__in=villages) if villages else found


def _trade(code: str) -> str:
    found = industries.industry(code)
    return f"{code} {found.name}" if found else code


@dataclass(frozen=True)
class RoundChoices:
    """What a form about a round offers."""

    officers: tuple[tuple[UUID, str], ...]
    communities: tuple[tuple[UUID, str], ...]


def round_choices(station: Organization, *, on: date) -> RoundChoices:
    """The people and villages of a station."""
    plan = Plan(station=station, monday=on)
    people = tuple((member.officer.public_id, member.officer.name) for member in crew(plan))
    return RoundChoices(people, tuple((village.public_id, village.name) for village in communities_of(station, on=on)))
