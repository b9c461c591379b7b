from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.liaison import make_point, make_point_liaison, make_promise
from tests.factories.network import make_net, officer_as, viewer_as
from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.liaison import actions
from yingzhou.work.liaison.models import PointLiaison, PointPromise
from yingzhou.work.liaison.queries.promises import keeping_of, promise_for
from yingzhou.work.liaison.rules import (
    DueBeforePromised,
    LiaisonAlready,
    NoLiaisonAtPoint,
    NotYourPromise,
    NotYourStation,
    PromiseKept,
    SuccessorNotThere,
)
from yingzhou.work.network.queries import viewer_for
from yingzhou.work.overview.queries.todo import todo

pytestmark = pytest.mark.django_db
TODAY = today()
SOON = TODAY + timedelta(days=4)


@pytest.fixture
def net():
    return make_net()


@pytest.fixture
def head(net):
    return viewer_as(Role.STATION_HEAD, net.north)


@pytest.fixture
def zhou(net):
    return officer_as(Role.LIAISON, net.north, "周听澜")


@pytest.fixture
def point(net):
    return make_point(net.north)


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_one_person_a_point_from_a_day(net, head, point, zhou):
    xu = officer_as(Role.LIAISON, net.north, "许见山")
    make_point_liaison(point, zhou)

    actions.set_point_liaison(point=point, officer=xu, since=TODAY, by=head)

    assert list(PointLiaison.objects.order_by("since").values_list("officer__name", "until")) == [
        ("周听澜", TODAY),
        ("许见山", None),
    ]
    assert verbs() == ["point.set_liaison"]
    with pytest.raises(LiaisonAlready):
        actions.set_point_liaison(point=point, officer=xu, since=SOON, by=head)
    with pytest.raises(SuccessorNotThere):
        actions.set_point_liaison(point=point, officer=officer_as(Role.LIAISON, net.south), since=SOON, by=head)
    with pytest.raises(NotYourStation):
        actions.set_point_liaison(point=point, officer=zhou, since=SOON, by=viewer_as(Role.STATION_HEAD, net.south))
    assert verbs() == ["point.set_liaison"]


def test_what_is_promised_is_the_liaisons_to_do_and_is_done_once(head, point, zhou):
    make_point_liaison(point, zhou)
    by = viewer_for(zhou, on=TODAY)

    made = actions.promise_at_point(point=point, text="把路灯修好", to_whom="店主", due_on=SOON, by=head)

    item = todo(viewer=by).groups[0].items[0]
    assert (item.title, item.about, item.why, item.due.left) == ("把路灯修好", "稻浪联系点", "在联系点上答应店主的", 4)
    actions.keep_promise(promise=made, words="灯修好了", by=by)
    assert todo(viewer=by).count == 0
    assert verbs() == ["point.promise", "point.keep_promise"]
    with pytest.raises(PromiseKept):
        actions.keep_promise(promise=made, words="又修一次", by=by)


def test_a_promise_needs_somebody_and_a_day_to_come(head, point, zhou):
    with pytest.raises(NoLiaisonAtPoint):
        actions.promise_at_point(point=point, text="修灯", to_whom="店主", due_on=SOON, by=head)
    make_point_liaison(point, zhou)
    with pytest.raises(DueBeforePromised):
        actions.promise_at_point(point=point, text="修灯", to_whom="店主", due_on=TODAY - timedelta(days=1), by=head)

    assert (PointPromise.objects.count(), verbs()) == (0, [])


def test_another_liaison_neither_sees_nor_keeps_it(net, point, zhou):
    make_point_liaison(point, zhou)
    promise = make_promise(point, zhou, due_on=SOON)
    other = viewer_as(Role.LIAISON, net.north)

    with pytest.raises(NotFound):
        promise_for(other, promise.public_id)
    with pytest.raises(NotYourPromise):
        actions.keep_promise(promise=promise, words="修好了", by=other)
    assert keeping_of(other, point, on=TODAY).may_promise is False
