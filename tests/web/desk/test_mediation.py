"""The page of a mediation: who may open it, what it is for, and that nothing typed is lost."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.cases import Town, make_town, officer_of
from tests.factories.mediation import asked, drafted, first_part, held, make_dispute, opened, refund, signed
from tests.factories.studios import make_place, next_monday
from yingzhou.base.clock import SHANGHAI
from yingzhou.work.disputes.actions.bookings import Slot, book, cancel_booking, for_case
from yingzhou.work.disputes.choices import MediationState, SettlementState
from yingzhou.work.disputes.models import Mediation, Settlement
from yingzhou.work.disputes.queries.diary import week
from yingzhou.work.disputes.queries.mediation.scope import case_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


@pytest.fixture
def shen(client: Client, town: Town) -> Client:
    client.force_login(officer_of(town.shen))
    return client


def at(mediation: Mediation, step: str = "") -> str:
    return reverse(f"desk:mediation{step}", args=[mediation.public_id])


def line(**facts: Any) -> dict[str, Any]:
    return {"kind": "reconciliation", "t1-remedy": "refund", "t1-amount": "168.00", "t1-parts": "1", **facts}


def test_strangers_are_sent_to_the_door_and_the_far_station_finds_nothing(client: Client, town: Town) -> None:
    mediation = asked(town)

    assert client.get(at(mediation)).status_code == 302
    client.force_login(officer_of(town.he))
    assert client.get(at(mediation)).status_code == 404


@pytest.mark.parametrize("make", [asked, opened, held], ids=["asked", "open", "held"])
def test_it_opens_at_every_step(shen: Client, town: Town, make: Any) -> None:
    answer = shen.get(at(make(town)))

    assert answer.status_code == 200
    assert "免费，不收任何一方的钱" in answer.content.decode()


def test_as_many_queries_for_three_parts_as_for_one(
    shen: Client, town: Town, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    one, three = signed(town), signed(town, terms=[refund("300.00", parts=3)])
    with django_assert_max_num_queries(60) as counted:
        shen.get(at(one.mediation))

    with django_assert_num_queries(len(counted)):
        shen.get(at(three.mediation))


def test_a_dispute_is_brought_to_the_table_from_its_own_page(shen: Client, town: Town) -> None:
    dispute = make_dispute(town)

    answer = shen.post(reverse("desk:case_mediate", args=[dispute.case.public_id]))

    assert answer.headers["Location"] == at(Mediation.objects.get())


def test_an_agreement_is_written_signed_and_printed(shen: Client, town: Town) -> None:
    mediation = opened(town)

    shen.post(at(mediation, "_settle"), line())
    shen.post(at(mediation, "_sign"), {"consumer": "顾", "merchant": "白", "mediator": "许", "means": "typed"})
    sheet = shen.get(at(mediation, "_sheet")).content.decode()

    assert Settlement.objects.get().state == SettlementState.SIGNED
    assert "退款 168.00 元" in sheet
    assert "顾" not in sheet


def test_what_is_refused_is_said_beside_the_button_and_nothing_typed_is_lost(shen: Client, town: Town) -> None:
    mediation = opened(town)

    answer = shen.post(at(mediation, "_settle"), line(**{"t1-amount": "", "t1-what": "微信原路退回"}))

    assert answer.status_code == 422
    assert "要写明多少钱" in answer.content.decode()
    assert "微信原路退回" in answer.content.decode()


def test_the_page_says_which_room_of_a_studio_is_booked_and_when(shen: Client, town: Town) -> None:
    place, mediation = make_place(town), opened(town)
    begins = datetime.combine(next_monday(), time(9), tzinfo=SHANGHAI)
    slot = Slot(place.room, place.mediator, begins, begins + timedelta(hours=1))
    booking = book(studio=place.studio, slot=slot, what=for_case(case_of(mediation)), by=place.xu)

    page = shen.get(at(mediation)).content.decode()
    assert [word for word in ("一号室", "09:00–10:00", place.studio.name) if word not in page] == []
    assert week(place.xu, place.studio, on=next_monday()).count == 1

    cancel_booking(booking=booking, reason="改天", by=place.xu)
    assert "一号室" not in shen.get(at(mediation)).content.decode()


def test_a_missing_signature_is_named(shen: Client, town: Town) -> None:
    settlement = drafted(town)

    answer = shen.post(at(settlement.mediation, "_sign"), {"consumer": "顾清禾", "mediator": "许", "means": "typed"})

    assert answer.status_code == 422
    assert "还差店家的签名" in answer.content.decode()
    assert "顾清禾" in answer.content.decode()


def test_link_and_code_are_told_once(shen: Client, town: Town) -> None:
    mediation = asked(town)

    told = shen.post(at(mediation, "_invite"), {}).content.decode()
    again = shen.get(at(mediation)).content.decode()

    assert 'id="merchant-code"' in told
    assert 'id="merchant-code"' not in again


def test_the_leader_reads_and_is_refused_every_step(client: Client, town: Town) -> None:
    mediation = asked(town)
    client.force_login(officer_of(town.leader))

    assert client.get(at(mediation)).status_code == 200
    refused = client.post(at(mediation, "_consent"), {"side": "consumer", "agrees": "yes", "means": "phone"})

    assert refused.status_code == 403
    mediation.refresh_from_db()
    assert mediation.state == MediationState.ASKED


def test_each_part_has_a_form_of_its_own_and_what_is_said_of_it_is_kept(shen: Client, town: Town) -> None:
    settlement = signed(town, terms=[refund("300.00", parts=3)])
    page = shen.get(at(settlement.mediation)).content.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    part = first_part(settlement)
    address = reverse("desk:mediation_perform", args=[settlement.mediation.public_id, part.public_id])

    half = shen.post(address, {"means": "phone"})
    whole = shen.post(address, {"means": "phone", "kept": "kept"})

    assert len(ids) == len(set(ids))
    assert (half.status_code, whole.status_code) == (422, 302)
    part.refresh_from_db()
    assert part.kept == "kept"
