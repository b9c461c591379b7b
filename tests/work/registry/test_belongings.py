"""Permits, premises, stalls, people to call, seats and tags."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from tests.factories.network import make_net
from tests.factories.registry import make_business, make_permit, make_place, make_tag
from yingzhou.base.actors import Agent
from yingzhou.base.trail.models import Event
from yingzhou.work.network.choices import Kind as OrganizationKind
from yingzhou.work.registry.actions.people import add_contact, read_contact, remove_contact
from yingzhou.work.registry.actions.permits import add_permit, end_permit
from yingzhou.work.registry.actions.premises import add_premises, leave_premises, leave_stall, rent_stall
from yingzhou.work.registry.actions.seats import seat_business, seat_by_address
from yingzhou.work.registry.actions.tags import apply_rule, define_tag, put_tag, take_tag_off
from yingzhou.work.registry.choices import Kind, PermitKind
from yingzhou.work.registry.models import ContactPerson, Permit, Premises, Seat, Tagging
from yingzhou.work.registry.rules.people import PhoneNotUnderstood, PurposeMissing, phone_digits, phone_mask
from yingzhou.work.registry.rules.permits import (
    AlreadyEnded,
    EndsBeforeItBegins,
    OtherNeedsTitle,
    PermitState,
    permit_state,
)
from yingzhou.work.registry.rules.places import (
    AddressMissing,
    AddressUnresolved,
    HalfACoordinate,
    NotAMarket,
    SeatedOtherwise,
    StallTaken,
)
from yingzhou.work.registry.rules.tags import NotYourTag, RuleNotUnderstood, TaggedAlready, TagNotInForce

pytestmark = pytest.mark.django_db

CLERK = Agent("clerk")
TODAY = date(2026, 11, 22)


def verbs() -> list[str]:
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("expires_on", "ended_on", "state"),
    [
        pytest.param(None, None, PermitState.VALID, id="no last day"),
        pytest.param(date(2026, 12, 23), None, PermitState.VALID, id="31 days to go"),
        pytest.param(date(2026, 12, 22), None, PermitState.EXPIRING, id="30 days to go"),
        pytest.param(TODAY, None, PermitState.EXPIRING, id="the last day itself"),
        pytest.param(date(2026, 11, 21), None, PermitState.EXPIRED, id="yesterday"),
        pytest.param(date(2026, 11, 21), TODAY, PermitState.ENDED, id="ended, whatever its last day"),
    ],
)
def test_what_a_permit_is_worth_on_a_day(expires_on, ended_on, state):
    assert permit_state(expires_on=expires_on, ended_on=ended_on, on=TODAY) == state


def test_a_permit_is_added_and_ended_once():
    permit = add_permit(business=make_business(), kind=PermitKind.FOOD_TRADE, number=" JY1 ", by=CLERK)

    end_permit(permit=permit, on=TODAY, why="注销", by=CLERK)

    permit.refresh_from_db()
    assert (permit.number, permit.ended_on, verbs()) == ("JY1", TODAY, ["permit.add", "permit.end"])
    with pytest.raises(AlreadyEnded, match="2026-11-22"):
        end_permit(permit=permit, on=TODAY, why="再来", by=CLERK)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"issued_on": TODAY, "expires_on": date(2026, 1, 1)}, EndsBeforeItBegins),
        ({"kind": PermitKind.OTHER}, OtherNeedsTitle),
    ],
)
def test_a_permit_that_makes_no_sense_is_refused(facts, refusal):
    with pytest.raises(refusal):
        add_permit(**{"business": make_business(), "kind": PermitKind.DRUG, "by": CLERK, **facts})

    assert (Permit.objects.count(), verbs()) == (0, [])


def test_premises_are_added_and_left():
    premises = add_premises(business=make_business(), address=" 北街 12 号 ", since=date(2025, 1, 1), by=CLERK)

    leave_premises(premises=premises, on=TODAY, by=CLERK)

    premises.refresh_from_db()
    assert (premises.address, premises.address_key, premises.until) == ("北街 12 号", "北街12号", TODAY)


@pytest.mark.parametrize(("facts", "refusal"), [({"address": " "}, AddressMissing), ({"longitude": 121}, HalfACoordinate)])
def test_premises_need_an_address_and_whole_coordinates(facts, refusal):
    with pytest.raises(refusal):
        add_premises(**{"business": make_business(), "address": "北街", "by": CLERK, **facts})

    assert not Premises.objects.exists()


def test_a_stall_has_one_trader_a_day():
    market, first, second = make_business(kind=Kind.MARKET), make_business("先来的"), make_business()
    tenancy = rent_stall(market=market, number="A-01", trader=first, since=date(2026, 1, 1), by=CLERK)

    with pytest.raises(StallTaken, match="先来的"):
        rent_stall(market=market, number="A-01", trader=second, since=TODAY, by=CLERK)
    leave_stall(tenancy=tenancy, on=TODAY, by=CLERK)
    rent_stall(market=market, number="A-01", trader=second, since=TODAY, by=CLERK)

    assert verbs() == ["stall.rent", "stall.leave", "stall.rent"]


def test_stalls_stand_in_markets_only():
    with pytest.raises(NotAMarket):
        rent_stall(market=make_business(), number="1", trader=make_business(), since=TODAY, by=CLERK)


def test_a_contact_is_sealed_masked_and_found_by_its_blind_index():
    person = add_contact(business=make_business(), name="陈一舟", phone="138-1234-0000", by=CLERK)

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, name_mask, phone_mask FROM registry_contactperson")
        name, phone, *masks = cursor.fetchone()
    assert masks == ["陈**", "138****0000"]
    assert "陈一舟" not in name
    assert "13812340000" not in phone
    assert person.phone_blind != ""


def test_reading_a_contact_needs_a_purpose_and_leaves_a_line_without_the_data():
    person = add_contact(business=make_business(), name="陈一舟", phone="13812340000", by=CLERK)

    with pytest.raises(PurposeMissing):
        read_contact(person=person, purpose=" ", by=CLERK)
    opened = read_contact(person=ContactPerson.objects.get(), purpose="约走访", by=CLERK)

    assert (opened.name, opened.phone) == ("陈一舟", "13812340000")
    line = Event.objects.get(verb="contact.read")
    assert line.facts == {"contact": str(person.public_id), "purpose": "约走访"}


def test_a_removed_contact_is_gone():
    person = add_contact(business=make_business(), name="陈一舟", by=CLERK)

    remove_contact(person=person, by=CLERK)

    assert (ContactPerson.objects.count(), verbs()) == (0, ["contact.add", "contact.remove"])


def test_phones_are_read_as_people_write_them():
    assert [phone_digits(text) for text in ("138 1234 0000", "+86 13812340000", "010-12345678", "")] == [
        "13812340000",
        "13812340000",
        "01012345678",
        "",
    ]
    assert [phone_mask(text) for text in ("13812340000", "62345678", "")] == ["138****0000", "****78", ""]
    with pytest.raises(PhoneNotUnderstood):
        phone_digits("打给老张")


def test_a_seat_ends_the_one_before_and_is_repeated_on_the_business():
    business, old, new = make_business(), make_place(), make_place()
    village = make_place(OrganizationKind.COMMUNITY, "望潮村")
    seat_business(business=business, station=old, on=date(2026, 1, 1), by=CLERK)

    seat_business(business=business, station=new, community=village, why="搬到望潮村", on=TODAY, by=CLERK)

    business.refresh_from_db()
    assert (business.station, business.community) == (new, village)
    assert list(Seat.objects.order_by("since").values_list("since", "until")) == [
        (date(2026, 1, 1), TODAY),
        (TODAY, None),
    ]


def test_a_second_seat_on_one_day_corrects_the_first():
    business = make_business()
    seat_business(business=business, station=make_place(), on=TODAY, by=CLERK)
    station = make_place()

    seat_business(business=business, station=station, on=TODAY, by=CLERK)

    assert Seat.objects.get().station == station
    with pytest.raises(SeatedOtherwise):
        seat_business(business=business, station=station, on=TODAY, by=CLERK)


def test_an_address_that_names_a_village_seats_the_business_there_and_says_why():
    net = make_net()
    business = make_business(registered_address="芦汀镇芦花村3队12号")

    seat = seat_by_address(business=business, on=TODAY, by=CLERK)

    business.refresh_from_db()
    assert (business.station, business.community) == (net.north, net.reed)
    assert (seat.how, seat.confidence, seat.why != "") == ("address", 95, True)


def test_an_address_that_says_nothing_is_refused_and_seats_nobody():
    make_net()

    with pytest.raises(AddressUnresolved, match="某处"):
        seat_by_address(business=make_business(registered_address="某处"), on=TODAY, by=CLERK)

    assert not Seat.objects.exists()


def test_a_tag_is_put_on_once_and_taken_off():
    tag, business = define_tag(name="连锁", since=TODAY, by=CLERK), make_business()
    put_tag(tag=tag, business=business, since=TODAY, by=CLERK)

    with pytest.raises(TaggedAlready):
        put_tag(tag=tag, business=business, since=TODAY, by=CLERK)
    take_tag_off(tag=tag, business=business, on=TODAY, by=CLERK)

    assert (Tagging.objects.count(), verbs()) == (0, ["tag.define", "tag.put", "tag.take_off"])


def test_a_station_s_own_tag_is_for_its_businesses_and_within_its_validity():
    station = make_place()
    own = define_tag(name="重点", station=station, since=TODAY, by=CLERK)
    ended = make_tag("旧标签", until=TODAY)

    with pytest.raises(NotYourTag):
        put_tag(tag=own, business=make_business(station=make_place()), since=TODAY, by=CLERK)
    with pytest.raises(TagNotInForce):
        put_tag(tag=ended, business=make_business(), since=TODAY, by=CLERK)

    assert not Tagging.objects.exists()


def test_a_rule_puts_its_tag_on_what_it_matches_and_takes_it_off_again():
    tag = define_tag(name="民宿", rule=[{"field": "industry_code", "how": "starts", "value": ["61"]}], since=TODAY, by=CLERK)
    lodging = make_business(industry_code="6130")
    make_business(industry_code="6210")

    assert apply_rule(tag=tag, on=TODAY, by=CLERK) == (1, 0)
    assert apply_rule(tag=tag, on=TODAY, by=CLERK) == (0, 0)
    lodging.industry_code = "6210"
    lodging.save()

    assert apply_rule(tag=tag, on=date(2026, 11, 23), by=CLERK) == (0, 1)
    assert list(Tagging.objects.values_list("business_id", "until")) == [(lodging.pk, date(2026, 11, 23))]


def test_tags_put_on_by_hand_are_left_to_hands():
    tag = define_tag(name="食品", rule=[{"field": "permit", "how": "has", "value": "food_trade"}], since=TODAY, by=CLERK)
    by_hand, by_rule = make_business(), make_business()
    make_permit(by_rule)
    put_tag(tag=tag, business=by_hand, since=TODAY, by=CLERK)

    apply_rule(tag=tag, on=TODAY, by=CLERK)

    assert set(Tagging.objects.values_list("business_id", "put_by")) == {(by_hand.pk, "manual"), (by_rule.pk, "rule")}


def test_a_rule_that_asks_what_cannot_be_asked_is_refused():
    with pytest.raises(RuleNotUnderstood, match="phone"):
        define_tag(name="x", rule=[{"field": "phone", "how": "has", "value": "1"}], by=CLERK)
