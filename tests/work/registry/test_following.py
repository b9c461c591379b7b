"""Moving a village: its businesses go along on the day, and no earlier day changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.factories.network import make_net, viewer_as
from tests.factories.registry import make_business, seat
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import today
from yingzhou.base.jobs.draining import run_now
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.network.actions import reparent
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.actions.following import follow_villages
from yingzhou.work.registry.models import Seat


def seats_on(day: date) -> set[tuple[str, str]]:
    return set(Seat.objects.filter(in_force(day)).values_list("business__name", "station__name"))


@pytest.fixture
def net(db: None):
    net = make_net()
    for name in ("芦花一号", "芦花二号"):
        seat(make_business(name), net.north, net.reed)
    seat(make_business("望潮一号"), net.north, net.tide)
    return net


def test_businesses_follow_their_village_and_yesterday_stays_as_it_was(net):
    before = seats_on(today() - timedelta(1))
    reparent(child=net.reed, parent=net.south, since=today(), by=viewer_as(Role.BUREAU_LEADER, net.bureau))
    run_now()

    assert seats_on(today()) == {("芦花一号", "南指导站"), ("芦花二号", "南指导站"), ("望潮一号", "北指导站")}
    assert seats_on(today() - timedelta(1)) == before


def test_a_move_in_the_future_moves_nobody_today_and_everybody_on_the_day(net):
    day = today() + timedelta(10)
    reparent(child=net.reed, parent=net.south, since=day, by=viewer_as(Role.BUREAU_LEADER, net.bureau))
    run_now()
    early = follow_villages(on=today(), by=SYSTEM)

    assert (early, follow_villages(on=day, by=SYSTEM), follow_villages(on=day, by=SYSTEM)) == (0, 2, 0)


def test_a_move_leaves_one_line_a_village_on_the_trail(net):
    reparent(child=net.reed, parent=net.south, since=today(), by=viewer_as(Role.BUREAU_LEADER, net.bureau))
    run_now()

    (line,) = Event.objects.filter(verb="business.follow")
    assert (line.subject_id, line.facts["businesses"]) == (net.reed.public_id, 2)
