"""A leaver's planned visits go to a colleague's days with the rest of the work; one that does not fit stays and says why."""

from __future__ import annotations

import pytest

from tests.factories.plans import make_plan, make_team, next_monday
from yingzhou.base.clock import today
from yingzhou.work.liaison.actions import hand_over
from yingzhou.work.liaison.queries.handovers import work_of
from yingzhou.work.network.models import Leave
from yingzhou.work.visits.models import PlannedVisit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _first_answers(monkeypatch):
    monkeypatch.setattr("yingzhou.work.visits.actions.plan.computing.search_seconds", lambda on: 0)


def handed(team, **told):
    leaver, successor = team.liaisons
    seen = work_of(leaver, team.station, today()).count
    return hand_over(leaver=leaver, station=team.station, since=today(), seen=seen, successor=successor, by=team.viewer, **told)


def test_planned_visits_go_to_the_successor_on_their_days():
    team = make_team(shops=4)
    plan = make_plan(team)
    mine = dict(plan.visits.filter(officer=team.liaisons[0]).values_list("business_id", "day"))

    made = handed(team)

    now = dict(plan.visits.filter(officer=team.liaisons[1], business__in=mine).values_list("business_id", "day"))
    assert mine
    assert now == mine
    assert made.pieces.filter(kind="visits", to=team.liaisons[1]).count() == len(mine)


def test_a_visit_nobody_can_make_that_day_stays_and_says_why():
    team = make_team(shops=2)
    plan = make_plan(team)
    leaver, successor = team.liaisons
    mine = plan.visits.filter(officer=leaver).count()
    Leave.objects.create(officer=successor, deputy=team.head, since=next_monday(), until=next_monday().replace(year=2099))

    made = handed(team)

    assert mine > 0
    assert PlannedVisit.objects.filter(plan=plan, officer=leaver).count() == mine
    assert all(made.pieces.filter(kind="visits", to=None).values_list("why_not", flat=True))
