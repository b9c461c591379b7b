"""From an empty week to a visit on the phone: planned, changed by hand, something comes between, accepted, taken along."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.plans import make_team, next_monday
from yingzhou.base.jobs.draining import run_now
from yingzhou.work.visits.choices import ChangeKind, PlanState
from yingzhou.work.visits.models import Plan
from yingzhou.work.visits.queries import route_of

pytestmark = pytest.mark.django_db


def test_a_week_from_nothing_to_the_phone(monkeypatch):
    monkeypatch.setattr("yingzhou.work.visits.actions.plan.computing.search_seconds", lambda on: 0.05)
    team, monday = make_team(shops=6), next_monday()
    head = Client()
    head.force_login(team.head)

    head.post(reverse("desk:plan_make"), {"station": team.station.public_id, "monday": monday})
    run_now()
    plan = Plan.objects.get()
    moved, urgent = team.shops[0], team.shops[5]
    tuesday, wednesday = monday + timedelta(days=1), monday + timedelta(days=2)
    head.post(
        reverse("desk:plan_move", args=[plan.public_id, moved.public_id]),
        {"officer": team.liaisons[1].public_id, "day": tuesday.isoformat(), "position": ""},
    )
    head.post(reverse("desk:plan_accept", args=[plan.public_id]))
    head.post(
        reverse("desk:plan_change", args=[plan.public_id]),
        {"kind": ChangeKind.URGENT, "day": wednesday.isoformat(), "business": urgent.name, "text": "冷柜坏了"},
    )
    run_now()

    plan.refresh_from_db()
    assert plan.state == PlanState.ACCEPTED
    assert moved.name in [stop.name for stop in route_of(team.liaisons[1], tuesday)]
    on_wednesday = [stop for one in team.liaisons for stop in route_of(one, wednesday)]
    assert urgent.name in [stop.name for stop in on_wednesday]
    assert "冷柜坏了" in [text for stop in on_wednesday for text in stop.matters]
    assert plan.visits.count() + plan.unplaced.count() == len(team.shops)
