from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.network import viewer_as
from tests.factories.plans import make_plan, make_team, next_monday
from tests.factories.registry import make_business, make_premises, seat
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.network.queries import viewer_for
from yingzhou.work.visits.actions import plan as actions
from yingzhou.work.visits.actions.rounds import Called, call_round, stop_round
from yingzhou.work.visits.choices import ChangeKind, MatterKind, Why
from yingzhou.work.visits.models import Plan, PlanRound
from yingzhou.work.visits.queries.plan import campaigns
from yingzhou.work.visits.rules import plans as rules
from yingzhou.work.visits.rules import rounds as round_rules

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _first_answers(monkeypatch):
    monkeypatch.setattr("yingzhou.work.visits.actions.plan.computing.search_seconds", lambda on: 0)


def rows(plan: Plan):
    return sorted(plan.visits.values_list("business", "officer", "day", "position", "arrives_at"))


def test_a_visit_is_moved_to_a_place_in_another_line_and_both_lines_are_timed_anew():
    team = make_team(shops=5)
    plan = make_plan(team)
    visit = plan.visits.order_by("day", "position")[0]
    day, edition = plan.monday + timedelta(days=3), plan.edition

    actions.move(plan=plan, business_id=visit.business_id, officer=team.liaisons[1], day=day, position=0, by=team.viewer)

    moved = plan.visits.get(business=visit.business_id)
    assert (moved.officer, moved.day, moved.position, moved.is_locked) == (team.liaisons[1], day, 0, True)
    left = plan.visits.filter(day=visit.day, officer=visit.officer).order_by("position")
    assert [one.position for one in left] == list(range(len(left)))
    assert Plan.objects.get().edition == edition + 1
    assert Event.objects.filter(verb="plan.move").count() == 1


def test_what_is_locked_stays_when_the_week_is_computed_again():
    team = make_team(shops=5)
    plan = make_plan(team)
    visit = plan.visits.order_by("day", "position")[0]
    day = plan.monday + timedelta(days=4)
    actions.move(plan=plan, business_id=visit.business_id, officer=team.liaisons[1], day=day, position=None, by=team.viewer)

    plan = make_plan(team)

    kept = plan.visits.get(business=visit.business_id)
    assert (kept.officer, kept.day, kept.is_locked) == (team.liaisons[1], day, True)
    assert plan.visits.count() == 5


def test_a_line_that_is_too_long_is_refused_and_nothing_changes():
    team = make_team(shops=1)
    plan = make_plan(team)
    day = plan.monday + timedelta(days=2)
    far = make_business("天边小店")
    seat(far, team.station)
    make_premises(far, "天边", longitude="125.00000", latitude="35.00000")
    before = rows(plan)

    with pytest.raises(rules.DoesNotFit):
        actions.move(plan=plan, business_id=far.pk, officer=team.liaisons[0], day=day, position=None, by=team.viewer)

    assert rows(plan) == before
    assert not Event.objects.filter(verb="plan.move").exists()


def test_nobody_else_has_a_hand_on_the_plan():
    team = make_team(shops=1)
    plan = make_plan(team)
    visit = plan.visits.get()
    other, own = viewer_as(Role.STATION_HEAD, team.net.south), viewer_for(team.liaisons[0], on=today())
    assert own is not None

    for by in (other, own):
        with pytest.raises(NotFound):
            actions.lock(visit=visit, is_locked=True, by=by)
        with pytest.raises(NotFound):
            actions.accept(plan=plan, by=by)
        with pytest.raises(NotFound):
            actions.take_out(plan=plan, business=visit.business, by=by)

    plan.refresh_from_db()
    assert (plan.accepted_at, plan.visits.get().is_locked) == (None, False)


def test_somebody_who_falls_ill_leaves_only_that_day_to_be_planned_again():
    team = make_team(shops=8)
    plan = make_plan(team)
    day = plan.visits.order_by("day").values_list("day", flat=True)[0]
    others = [row for row in rows(plan) if row[2] != day]
    gone = list(plan.visits.filter(day=day, officer=team.liaisons[0]).values_list("business", flat=True))

    actions.change_late(plan=plan, kind=ChangeKind.AWAY, day=day, officer=team.liaisons[0], by=team.viewer)
    actions.compute(plan_id=plan.pk, by=SYSTEM)

    assert gone
    assert [row for row in rows(plan) if row[2] != day] == others
    assert not plan.visits.filter(day=day, officer=team.liaisons[0]).exists()
    told = set(plan.visits.values_list("business", flat=True)) | set(plan.unplaced.values_list("business", flat=True))
    assert {shop.pk for shop in team.shops} <= told


def test_a_shop_that_is_closed_today_waits_and_an_urgent_matter_goes_first():
    team = make_team(shops=4)
    plan = make_plan(team)
    visit = plan.visits.order_by("day", "position").select_related("business")[0]

    actions.change_late(plan=plan, kind=ChangeKind.SHUT, day=visit.day, business=visit.business, by=team.viewer)
    actions.compute(plan_id=plan.pk, by=SYSTEM)
    assert not plan.visits.filter(day=visit.day, business=visit.business).exists()

    day = plan.monday + timedelta(days=4)
    actions.change_late(plan=plan, kind=ChangeKind.URGENT, day=day, business=team.shops[3], text="冷柜坏了", by=team.viewer)
    actions.compute(plan_id=plan.pk, by=SYSTEM)

    urgent = plan.visits.get(business=team.shops[3])
    assert (urgent.day, urgent.is_promised) == (day, True)
    assert [MatterKind.URGENT, "冷柜坏了", day.isoformat()] in urgent.matters


def test_what_is_taken_out_stays_out():
    team = make_team(shops=3)
    plan = make_plan(team)

    actions.take_out(plan=plan, business=team.shops[0], by=team.viewer)
    plan = make_plan(team)

    assert not plan.visits.filter(business=team.shops[0]).exists()
    assert plan.unplaced.get(business=team.shops[0]).kind == Why.TAKEN_OUT


def test_several_matters_of_a_business_are_one_visit():
    team = make_team(shops=3)
    monday = next_monday()
    for name in ("元旦前", "消防月"):
        call_round(station=team.station, called=Called(name, ["52"], monday, monday + timedelta(days=20)), by=team.viewer)

    plan = make_plan(team)

    assert plan.visits.count() == 3
    told = [[text for kind, text, _by in visit.matters if kind == MatterKind.ROUND] for visit in plan.visits.all()]
    assert told == [["元旦前", "消防月"]] * 3
    assert plan.matters == 6 + plan.visits.filter(is_random=True).count()


def test_a_round_shows_who_has_a_day_and_is_done_again_a_year_later():
    team = make_team(shops=3)
    monday = next_monday()
    called = Called("元旦前超市", ["52"], monday, monday + timedelta(days=4), communities=[team.net.reed.public_id])
    one = call_round(station=team.station, called=called, by=team.viewer)
    plan = make_plan(team)
    actions.accept(plan=plan, by=team.viewer)

    view = campaigns.round_view(team.viewer, one)

    assert (view.all, view.seen, view.planned) == (3, 0, 3)
    assert round_rules.year_later(one.since, on=today()).year == one.since.year + 1
    with pytest.raises(round_rules.RoundExists):
        call_round(station=team.station, called=called, by=team.viewer)
    stop_round(one=one, by=team.viewer)
    stop_round(one=one, by=team.viewer)
    assert Event.objects.filter(verb="round.stop").count() == 1


def test_a_round_of_no_trade_or_of_days_that_are_over_is_refused():
    team = make_team(shops=1)
    day = today()

    with pytest.raises(round_rules.UnknownTrade):
        call_round(station=team.station, called=Called("甲", ["99999"], day, day), by=team.viewer)
    with pytest.raises(round_rules.RoundDaysWrong):
        call_round(station=team.station, called=Called("乙", ["62"], day, day - timedelta(days=1)), by=team.viewer)

    assert not PlanRound.objects.exists()
