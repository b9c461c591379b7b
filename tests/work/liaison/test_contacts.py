from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from tests.factories.network import make_net, officer_as, viewer_as
from tests.factories.registry import make_business
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import today
from yingzhou.base.trail.models import Event
from yingzhou.rulebook import figure
from yingzhou.work.accounts.choices import Role
from yingzhou.work.liaison import actions, queries
from yingzhou.work.liaison.models import Contact
from yingzhou.work.liaison.rules import (
    ChangePlanned,
    LiaisonAlready,
    NoStationYet,
    NotPostedThere,
    TooManyBusinesses,
    check_cap,
)

pytestmark = pytest.mark.django_db
TODAY = today()


@pytest.fixture
def net():
    return make_net()


@pytest.fixture
def shop(net):
    return make_business("芦花小吃", station=net.north, community=net.reed)


@pytest.fixture
def zhou(net):
    return officer_as(Role.LIAISON, net.north, "周听澜")


def assigned() -> list[str]:
    return list(Event.objects.filter(verb__startswith="contact.").order_by("pk").values_list("verb", flat=True))


def test_a_liaison_looks_after_a_business_from_a_day(shop, zhou):
    actions.assign_contact(business=shop, officer=zhou, since=TODAY, by=SYSTEM)

    assert queries.liaison_of(shop, TODAY) == zhou
    assert queries.liaison_of(shop, TODAY - timedelta(days=1)) is None
    assert list(queries.businesses_of(zhou, on=TODAY)) == [shop]
    assert assigned() == ["contact.assign"]


def test_the_next_liaison_ends_the_one_before(net, shop, zhou):
    xu = officer_as(Role.LIAISON, net.north, "许见山")
    actions.assign_contact(business=shop, officer=zhou, since=TODAY - timedelta(days=30), by=SYSTEM)

    actions.assign_contact(business=shop, officer=xu, since=TODAY, by=SYSTEM)

    assert queries.liaison_of(shop, TODAY - timedelta(days=1)) == zhou
    assert queries.liaison_of(shop, TODAY) == xu
    assert assigned() == ["contact.assign", "contact.end", "contact.assign"]


def test_a_liaison_of_another_station_is_refused_and_nothing_changes(net, shop):
    with pytest.raises(NotPostedThere, match="北指导站"):
        actions.assign_contact(business=shop, officer=officer_as(Role.LIAISON, net.south), since=TODAY, by=SYSTEM)

    assert (Contact.objects.count(), assigned()) == (0, [])


def test_a_business_nobody_has_placed_gets_no_liaison(zhou):
    with pytest.raises(NoStationYet):
        actions.assign_contact(business=make_business(), officer=zhou, since=TODAY, by=SYSTEM)


def test_the_same_liaison_twice_and_a_change_behind_a_planned_one_are_refused(net, shop, zhou):
    actions.assign_contact(business=shop, officer=zhou, since=TODAY, by=SYSTEM)

    with pytest.raises(LiaisonAlready):
        actions.assign_contact(business=shop, officer=zhou, since=TODAY + timedelta(days=1), by=SYSTEM)
    with pytest.raises(ChangePlanned):
        actions.assign_contact(business=shop, officer=officer_as(Role.LIAISON, net.north), since=TODAY, by=SYSTEM)


def test_the_cap_is_a_figure_of_the_bureau():
    cap = figure("liaison.businesses_per_officer", on=TODAY).value

    check_cap("周听澜", cap - 1, cap)
    with pytest.raises(TooManyBusinesses, match=f"上限是 {cap} 户"):
        check_cap("周听澜", cap, cap)


def test_two_liaisons_on_one_day_are_refused_by_the_database(net, shop, zhou):
    Contact.objects.create(business=shop, officer=zhou, since=TODAY)

    with pytest.raises(IntegrityError):
        Contact.objects.create(business=shop, officer=officer_as(Role.LIAISON, net.north), since=TODAY)


def test_a_station_head_sees_which_businesses_have_no_liaison(net, shop, zhou):
    alone = make_business(station=net.north)
    make_business(station=net.south)
    actions.assign_contact(business=shop, officer=zhou, since=TODAY, by=SYSTEM)

    found = queries.without_liaison(viewer_as(Role.STATION_HEAD, net.north), on=TODAY)

    assert list(found) == [alone]


def test_an_ended_contact_leaves_a_gap(shop, zhou):
    contact = actions.assign_contact(business=shop, officer=zhou, since=TODAY - timedelta(days=5), by=SYSTEM)

    actions.end_contact(contact=contact, until=TODAY, by=SYSTEM)

    assert queries.liaison_of(shop, TODAY) is None
    assert queries.liaison_of(shop, TODAY - timedelta(days=1)) == zhou
