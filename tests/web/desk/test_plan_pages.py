from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.network import officer_as
from tests.factories.plans import make_plan, make_shop, make_team, next_monday
from yingzhou.base.jobs.draining import run_now
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.visits.models import Plan

pytestmark = pytest.mark.django_db


def signed_in(officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def week(monday) -> str:
    return f"{reverse('desk:plan_list')}?week={monday.isoformat()}"


@pytest.fixture(autouse=True)
def _short_search(monkeypatch):
    monkeypatch.setattr("yingzhou.work.visits.actions.plan.computing.search_seconds", lambda on: 0.05)


def test_strangers_are_turned_away():
    team = make_team(shops=1)
    clerk = officer_as(Role.DEPARTMENT, team.net.bureau)

    assert Client().get(week(next_monday())).status_code == 302
    assert signed_in(clerk).get(week(next_monday())).status_code == 403


def test_the_head_of_another_station_finds_no_such_plan():
    team = make_team(shops=1)
    plan = make_plan(team)
    other = signed_in(officer_as(Role.STATION_HEAD, team.net.south))

    for name in ("plan_accept", "plan_stop"):
        assert other.post(reverse(f"desk:{name}", args=[plan.public_id])).status_code == 404
    assert other.get(reverse("desk:plan_sheet", args=[plan.public_id])).status_code == 404
    assert Plan.objects.get().accepted_at is None


def test_a_liaison_sees_the_week_but_cannot_make_or_accept_it():
    team = make_team(shops=2)
    plan = make_plan(team)
    client = signed_in(team.liaisons[0])

    page = client.get(week(plan.monday)).content.decode()

    assert team.shops[0].name in page
    assert 'id="accept"' not in page
    assert client.post(reverse("desk:plan_accept", args=[plan.public_id])).status_code == 403
    assert client.post(reverse("desk:plan_make"), {"station": team.station.public_id, "monday": plan.monday}).status_code == 403


def test_the_head_plans_a_week_and_accepts_it():
    team = make_team(shops=3)
    client, monday = signed_in(team.head), next_monday()
    empty = client.get(week(monday)).content.decode()

    client.post(reverse("desk:plan_make"), {"station": team.station.public_id, "monday": monday})
    computing = client.get(week(monday)).content.decode()
    run_now()
    draft = client.get(week(monday)).content.decode()
    plan = Plan.objects.get()
    client.post(reverse("desk:plan_accept", args=[plan.public_id]))
    done = client.get(week(monday)).content.decode()

    assert 'id="make"' in empty
    assert 'id="working"' in computing
    assert 'id="accept"' in draft
    assert 'id="accept"' not in done
    assert "已定" in done


def test_the_page_of_a_week_asks_the_same_number_of_questions_for_one_visit_and_for_many():
    team = make_team(shops=1)
    plan, client = make_plan(team), signed_in(team.head)
    client.get(week(plan.monday))

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(week(plan.monday)).status_code == 200
        return len(asked)

    for_one = questions()
    for number in (2, 3, 4):
        make_shop(team.station, number)
    make_plan(team)

    assert plan.visits.count() == 4
    assert questions() == for_one


def test_a_visit_is_moved_by_a_form_and_locked_there():
    team = make_team(shops=3)
    plan = make_plan(team)
    visit = plan.visits.order_by("day", "position").first()
    assert visit is not None
    friday = plan.sunday.replace() - (plan.sunday - plan.monday) / 3
    client = signed_in(team.head)
    where = reverse("desk:plan_move", args=[plan.public_id, visit.business.public_id])

    assert client.get(where).status_code == 200
    done = client.post(where, {"officer": team.liaisons[1].public_id, "day": friday.isoformat(), "position": ""})

    moved = plan.visits.get(business=visit.business)
    assert done.status_code == 302
    assert (moved.officer, moved.day, moved.is_locked) == (team.liaisons[1], friday, True)
    assert Event.objects.filter(verb="plan.move").count() == 1


def test_the_sheet_and_the_map_tell_the_same_visits():
    team = make_team(shops=3)
    plan = make_plan(team)
    client = signed_in(team.head)
    day = plan.visits.order_by("day").values_list("day", flat=True)[0]

    sheet = client.get(reverse("desk:plan_sheet", args=[plan.public_id])).content.decode()
    drawn = json.loads(client.get(reverse("desk:plan_geojson", args=[plan.public_id]) + f"?day={day}").content)

    assert all(shop.name in sheet for shop in team.shops)
    points = [one for one in drawn["features"] if one["geometry"]["type"] == "Point"]
    assert len(points) == plan.visits.filter(day=day).count()
