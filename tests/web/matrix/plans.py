"""A week's plan with one visit, and a round, at one side of the matrix."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Model

from tests.factories.plans import next_monday
from yingzhou.base.clock import now, today
from yingzhou.work.accounts.models import Officer
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.models import Plan, PlannedVisit, PlanRound, UnplacedVisit


def plan_things(mark: str, shop: Business, other: Business, station: Organization, officer: Officer) -> dict[str, Model]:
    """By the name of the thing."""
    monday, at = next_monday(), now()
    plan = Plan.objects.create(
        station=station, monday=monday, seed=1, edition=1, made_by=officer, made_at=at, objective=600, first_objective=300
    )
    visit = PlannedVisit.objects.create(
        plan=plan,
        business=shop,
        officer=officer,
        day=monday,
        position=0,
        arrives_at=at + timedelta(days=7),
        service=20,
        longitude=121.5,
        latitude=31.6,
        address=f"{mark}-street 8号",
        matters=[["demand", f"{mark}-matter", ""], ["routine", "", ""]],
        reasons=[[f"{mark}-matter", 12]],
        whys=[["own", ""], ["first", "1.2"]],
    )
    UnplacedVisit.objects.create(plan=plan, business=other, kind="no_place", order=0)
    called = PlanRound.objects.create(
        station=station,
        name=f"{mark}-round",
        trades=["62"],
        since=today(),
        until=today() + timedelta(days=14),
        made_by=officer,
        made_at=at,
    )
    return {"plan": plan, "planned_visit": visit, "round": called}
