from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.factories.cases import dispatched, handed_in, make_town, officer_of
from tests.factories.liaison import make_contact, make_point, make_point_liaison, make_promise, shop_at
from tests.factories.network import make_net, officer_as, viewer_as
from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases.choices import Kind
from yingzhou.work.liaison import actions, queries
from yingzhou.work.liaison.models import HandedOver, HandOver, PointLiaison
from yingzhou.work.liaison.queries.handovers import handover_view, handovers_of, leaver_for, work_of
from yingzhou.work.liaison.rules import (
    NothingToHandOver,
    NotYoursToDecide,
    SameOfficer,
    SuccessorNotThere,
    TooManyBusinesses,
    WorkChanged,
)

pytestmark = pytest.mark.django_db
TODAY = today()


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
def xu(net):
    return officer_as(Role.LIAISON, net.north, "许见山")


@pytest.fixture
def lin(net):
    return officer_as(Role.LIAISON, net.north, "林拾光")


def trail() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def handed(leaver, net, head, **told):
    seen = work_of(leaver, net.north, TODAY).count
    return actions.hand_over(leaver=leaver, station=net.north, since=told.pop("since", TODAY), seen=seen, by=head, **told)


def test_everything_goes_to_one_successor_and_is_written_down(net, head, zhou, xu):
    shop = shop_at(net.north, of=zhou, name="芦花小吃")
    point = make_point(net.north)
    make_point_liaison(point, zhou)
    promise = make_promise(point, zhou, due_on=TODAY + timedelta(days=3))

    made = handed(zhou, net, head, successor=xu, words="调岗")

    promise.refresh_from_db()
    assert queries.liaison_of(shop, TODAY) == xu
    assert PointLiaison.objects.get(point=point, until__isnull=True).officer == xu
    assert promise.officer == xu
    assert list(HandedOver.objects.order_by("pk").values_list("kind", "title", "to__name")) == [
        ("contacts", "芦花小吃", "许见山"),
        ("points", "稻浪联系点", "许见山"),
    ]
    assert (made.made_by_id, made.words) == (head.officer_id, "调岗")
    assert trail() == ["contact.end", "contact.assign", "point.set_liaison", "handover.make"]


def test_by_proposal_each_business_goes_to_whoever_is_nearest_and_nobody_else_is_moved(net, head, zhou, xu, lin):
    west, east = shop_at(net.north, 0.001, of=zhou), shop_at(net.north, 0.301, of=zhou)
    shop_at(net.north, 0.0, of=xu)
    shop_at(net.north, 0.3, of=lin)
    astray = shop_at(net.north, 0.3, of=xu)

    handed(zhou, net, head)

    assert [queries.liaison_of(one, TODAY) for one in (west, east, astray)] == [xu, lin, xu]


def test_open_matters_go_with_their_handler():
    town = make_town()
    case = dispatched(town)
    xu = officer_as(Role.LIAISON, town.net.north, "许见山")

    made = handed(officer_of(town.shen), town.net, town.lin, successor=xu)

    case.refresh_from_db()
    assert case.handler == xu
    assert [(part.label, part.went) for part in handover_view(town.lin, made.public_id).parts] == [
        ("联络的主体", 1),
        ("在办事项", 1),
    ]
    assert trail()[-4:] == ["contact.end", "contact.assign", "case.assign", "handover.make"]


def test_what_waits_for_verification_stays_with_whoever_handed_it_in():
    town = make_town()
    handed_in(town)
    xu = officer_as(Role.LIAISON, town.net.north, "许见山")

    made = handed(officer_of(town.shen), town.net, town.lin, successor=xu)

    assert made.pieces.get(kind="cases").why_not == "已交核查，退回重办时再定承办人"


def test_a_signal_about_the_successors_own_shop_stays_and_says_why():
    town = make_town()
    case = dispatched(town, Kind.SIGNAL)

    made = handed(officer_of(town.chen), town.net, town.lin, successor=officer_of(town.shen))

    case.refresh_from_db()
    piece = made.pieces.get(kind="cases")
    assert (case.handler_id, piece.to) == (town.chen.officer_id, None)
    assert "沈知夏" in piece.why_not
    assert town.shop.name not in piece.title + piece.about


def test_a_hand_over_for_a_day_to_come_changes_businesses_on_that_day(net, head, zhou, xu):
    shop = shop_at(net.north, of=zhou)
    monday = TODAY + timedelta(days=5)

    handed(zhou, net, head, successor=xu, since=monday)

    assert (queries.liaison_of(shop, TODAY), queries.liaison_of(shop, monday)) == (zhou, xu)


def test_nothing_moves_when_one_thing_is_refused(net, head, zhou, xu):
    shop_at(net.north, of=zhou)
    for _number in range(250):
        shop_at(net.north, of=xu)

    with pytest.raises(TooManyBusinesses):
        handed(zhou, net, head, successor=xu)

    assert (HandOver.objects.count(), trail()) == (0, [])


def test_what_was_not_seen_is_not_moved(net, head, zhou, xu):
    shop_at(net.north, of=zhou)
    shop_at(net.north, of=zhou)

    with pytest.raises(WorkChanged):
        actions.hand_over(leaver=zhou, station=net.north, since=TODAY, seen=1, successor=xu, by=head)

    assert trail() == []


def test_to_oneself_to_a_stranger_and_with_nothing_to_hand_over_are_refused(net, head, zhou, xu):
    with pytest.raises(NothingToHandOver):
        handed(zhou, net, head, successor=xu)
    shop_at(net.north, of=zhou)
    with pytest.raises(SameOfficer):
        handed(zhou, net, head, successor=zhou)
    with pytest.raises(SuccessorNotThere):
        handed(zhou, net, head, successor=officer_as(Role.LIAISON, net.south))

    assert trail() == []


def test_a_head_hands_over_at_the_own_station_only(net, head, zhou, xu):
    other = viewer_as(Role.STATION_HEAD, net.south)
    shop_at(net.north, of=zhou)
    with pytest.raises(NotYoursToDecide):
        handed(zhou, net, other, successor=xu)
    with pytest.raises(NotFound):
        leaver_for(other, zhou.public_id, on=TODAY)

    made = handed(zhou, net, head, successor=xu)

    assert list(handovers_of(other)) == []
    with pytest.raises(NotFound):
        handover_view(other, made.public_id)


def test_somebody_who_has_left_still_has_work_to_hand_over(net, head, zhou, xu):
    make_contact(shop_at(net.north), zhou)
    zhou.postings.update(until=TODAY)

    assert leaver_for(head, zhou.public_id, on=TODAY) == (zhou, net.north)


def test_what_was_handed_over_is_never_changed(net, head, zhou, xu):
    shop_at(net.north, of=zhou)
    handed(zhou, net, head, successor=xu)

    with pytest.raises(DatabaseError), transaction.atomic():
        HandedOver.objects.update(title="别的")
    with pytest.raises(DatabaseError), transaction.atomic():
        HandOver.objects.all().delete()


def test_a_hazard_with_a_page_of_its_own_goes_too():
    town = make_town()
    case = dispatched(town, Kind.HAZARD)
    type(case).objects.filter(pk=case.pk).update(has_own_page=True)
    xu = officer_as(Role.LIAISON, town.net.north, "许见山")

    handed(officer_of(town.shen), town.net, town.lin, successor=xu)

    case.refresh_from_db()
    assert case.handler == xu
    assert trail()[-2:] == ["case.assign", "handover.make"]
