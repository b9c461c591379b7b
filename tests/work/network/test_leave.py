from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.network import make_net, officer_as
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import today
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.network import actions, queries
from yingzhou.work.network.models import Leave
from yingzhou.work.network.rules.leave import (
    DeputizesThen,
    DeputyIsAway,
    DeputyIsOneself,
    DeputyStandsApart,
    LeaveDaysWrong,
    LeaveOverlaps,
)

pytestmark = pytest.mark.django_db
TODAY = today()


def day(ahead: int):
    return TODAY + timedelta(days=ahead)


@pytest.fixture
def three():
    net = make_net()
    return [officer_as(Role.LIAISON, net.north, name) for name in ("沈知夏", "何禾", "陈一舟")]


def away(officer, deputy, since, until):
    return actions.take_leave(officer=officer, deputy=deputy, since=day(since), until=day(until), by=officer)


def test_leave_gives_the_deputy_the_roles_for_its_days_alone(three):
    shen, he, _chen = three

    away(shen, he, 1, 4)

    lent = [len(queries.viewer_for(he, on=day(ahead)).grants) for ahead in range(6)]
    assert lent == [1, 2, 2, 2, 1, 1]
    assert list(Event.objects.values_list("verb", flat=True)) == ["leave.take"]


@pytest.mark.parametrize(
    ("who", "deputy", "since", "until", "refusal"),
    [
        pytest.param(0, 0, 1, 4, DeputyIsOneself, id="oneself"),
        pytest.param(0, 1, 4, 4, LeaveDaysWrong, id="no day"),
        pytest.param(0, 1, -5, 0, LeaveDaysWrong, id="over"),
        pytest.param(1, 0, 11, 12, LeaveOverlaps, id="on leave already"),
        pytest.param(0, 1, 9, 11, DeputyIsAway, id="the deputy is away"),
        pytest.param(2, 0, 12, 13, DeputizesThen, id="stands in then"),
    ],
)
def test_leave_that_does_not_work_is_refused_and_changes_nothing(three, who, deputy, since, until, refusal):
    away(three[1], three[2], 10, 20)
    before = Event.objects.count()

    with pytest.raises(refusal):
        away(three[who], three[deputy], since, until)

    assert (Leave.objects.count(), Event.objects.count()) == (1, before)


def test_nobody_stands_in_for_an_auditor(three):
    auditor = officer_as(Role.AUDITOR, make_net().bureau)

    with pytest.raises(DeputyStandsApart):
        away(auditor, three[0], 1, 2)


def test_coming_back_early_ends_it_today_and_cancelling_ahead_takes_it_back(three):
    shen, he, chen = three
    running, planned = away(shen, he, -2, 5), away(chen, he, 8, 9)

    for leave in (running, planned):
        actions.cancel_leave(leave=leave, by=SYSTEM)

    assert list(Leave.objects.values_list("since", "until")) == [(day(-2), TODAY)]
    assert len(queries.viewer_for(he, on=TODAY).grants) == 1
