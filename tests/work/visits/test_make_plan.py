from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.plans import make_plan, make_shop, make_team, next_monday
from tests.factories.registry import make_business, seat
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import SHANGHAI, today
from yingzhou.base.jobs.draining import run_now
from yingzhou.base.trail.models import Event
from yingzhou.work.network.models import Leave
from yingzhou.work.visits.actions import plan as actions
from yingzhou.work.visits.choices import PlanState, Why
from yingzhou.work.visits.models import Plan
from yingzhou.work.visits.queries import route_of
from yingzhou.work.visits.rules import plans as rules

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _short_search(monkeypatch):
    """Plans of tests are found in the first answer or not at all."""
    monkeypatch.setattr("yingzhou.work.visits.actions.plan.computing.search_seconds", lambda on: 0.05)


def test_a_plan_sees_everybody_once_in_their_hours_by_their_own_liaison_where_there_is_time():
    team = make_team(shops=6)

    plan = make_plan(team)

    visits = list(plan.visits.all())
    assert sorted(visit.business_id for visit in visits) == sorted(shop.pk for shop in team.shops)
    assert {visit.officer_id for visit in visits} == {team.liaisons[0].pk}
    assert all(visit.is_own for visit in visits)
    assert all(8 <= visit.arrives_at.astimezone(SHANGHAI).hour < 17 for visit in visits)
    assert plan.state == PlanState.READY
    assert plan.objective is not None
    assert plan.first_objective is not None
    assert plan.objective >= plan.first_objective


def test_the_plan_is_asked_for_once_and_computed_by_the_worker():
    team = make_team(shops=2)

    first = actions.make_plan(station=team.station, monday=next_monday(), by=team.viewer)
    again = actions.make_plan(station=team.station, monday=next_monday(), by=team.viewer)
    run_now()

    plan = Plan.objects.get()
    assert first.pk == again.pk == plan.pk
    assert (plan.state, plan.visits.count()) == (PlanState.READY, 2)
    assert [line.verb for line in Event.objects.filter(verb__startswith="plan.").order_by("pk")] == ["plan.make", "plan.compute"]


def test_the_same_week_of_the_same_registry_gives_the_same_plan():
    team = make_team(shops=8)

    def rows():
        return list(
            make_plan(team).visits.order_by("day", "officer", "position").values_list("business", "day", "officer", "arrives_at")
        )

    assert rows() == rows()


def test_a_shop_without_a_place_waits_and_says_so():
    team = make_team(shops=1)
    seat(make_business("无门牌小店", registered_on=today()), team.station)

    plan = make_plan(team)

    assert [(row.business.name, row.kind) for row in plan.unplaced.all()] == [("无门牌小店", Why.NO_PLACE)]


def test_nobody_is_sent_on_a_day_of_leave():
    team = make_team(shops=4)
    monday = next_monday()
    Leave.objects.create(officer=team.liaisons[0], deputy=team.liaisons[1], since=monday, until=monday + timedelta(days=7))

    plan = make_plan(team)

    assert {visit.officer_id for visit in plan.visits.all()} == {team.liaisons[1].pk}
    assert not any(visit.is_own for visit in plan.visits.all())


def test_two_go_together_where_the_trade_asks_for_it():
    team = make_team(shops=1)
    chemist = make_shop(team.station, 5, industry_code="2611", name="潮水化工")

    plan = make_plan(team)

    visit = plan.visits.get(business=chemist)
    assert {visit.officer_id, visit.companion_id} == {officer.pk for officer in team.liaisons}


def test_a_week_that_is_over_or_no_week_is_refused_and_nothing_is_written():
    team = make_team(shops=1)

    for monday, refusal in (
        (next_monday() - timedelta(days=14), rules.WeekOver),
        (next_monday() + timedelta(days=1), rules.NotMonday),
        (next_monday() + timedelta(weeks=30), rules.WeekTooFar),
    ):
        with pytest.raises(refusal):
            actions.make_plan(station=team.station, monday=monday, by=team.viewer)

    assert not Plan.objects.exists()
    assert not Event.objects.filter(verb="plan.make").exists()


def test_an_accepted_plan_is_the_way_of_the_day_and_accepting_twice_is_once():
    team = make_team(shops=3)
    plan = make_plan(team)
    day = plan.visits.order_by("day").values_list("day", flat=True)[0]
    before = route_of(team.liaisons[0], day)

    actions.accept(plan=plan, by=team.viewer)
    actions.accept(plan=plan, by=team.viewer)

    stops = route_of(team.liaisons[0], day)
    assert before == ()
    assert [stop.name for stop in stops] == [row.business.name for row in plan.visits.filter(day=day).order_by("position")]
    assert stops[0].geo.startswith("geo:31.")
    assert Event.objects.filter(verb="plan.accept").count() == 1


def test_a_plan_that_is_empty_or_computing_cannot_be_accepted():
    team = make_team(shops=1)
    plan = actions.make_plan(station=team.station, monday=next_monday(), by=team.viewer)

    with pytest.raises(rules.PlanIsComputing):
        actions.accept(plan=plan, by=team.viewer)
    Plan.objects.filter(pk=plan.pk).update(computing_since=None)
    with pytest.raises(rules.PlanIsEmpty):
        actions.accept(plan=plan, by=team.viewer)

    assert Plan.objects.get().accepted_at is None


def test_stopping_keeps_the_first_answer(monkeypatch):
    team = make_team(shops=5)
    plan = actions.make_plan(station=team.station, monday=next_monday(), by=team.viewer)
    Plan.objects.filter(pk=plan.pk).update(is_stop_asked=True)

    actions.compute(plan_id=plan.pk, by=SYSTEM)

    plan = Plan.objects.get()
    assert (plan.state, plan.visits.count()) == (PlanState.READY, 5)
    assert plan.objective == plan.first_objective
