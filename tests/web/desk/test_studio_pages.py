"""Pages of studios and points: the same number of queries for one row and three, what was typed is kept, refusals in words."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.cases import make_town, officer_of
from tests.factories.network import START
from tests.factories.studios import Place, make_dispute, make_place, make_point, next_monday, settled
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions import studios as setup
from yingzhou.work.disputes.choices import BodyKind
from yingzhou.work.disputes.models import Booking, Dispute
from yingzhou.work.liaison.models import ContactPoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place()


def as_(client: Client, viewer: Viewer) -> Client:
    client.force_login(officer_of(viewer))
    return client


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_the_lists_ask_as_much_for_three_rows_as_for_one(client: Client, place: Place):
    as_(client, place.town.lin)
    paths = [reverse("desk:point_list"), reverse("desk:studio_list"), reverse("portal:points")]
    for path in paths:
        client.get(path)
    before = [queries(client, path) for path in paths]
    for number in range(2):
        point = make_point(place.town)
        studio = setup.open_studio(
            point=point, name=f"第{number}工作室", body=BodyKind.BUREAU_ROOM, since=START, by=place.town.lin
        )
        setup.seat_mediator(studio=studio, name=f"第{number}位", since=START, by=place.town.lin)

    assert [queries(client, path) for path in paths] == before


def test_the_page_of_a_point_asks_as_much_for_three_settlements_as_for_one(client: Client, place: Place):
    as_(client, place.town.lin)
    path = reverse("desk:point", args=[place.point.public_id])
    settled(place)
    client.get(path)
    before = queries(client, path)
    settled(place)
    settled(place)

    assert queries(client, path) == before


def test_what_was_typed_for_a_walk_in_is_kept_when_something_is_missing(client: Client, place: Place):
    path = reverse("desk:studio_walk_in", args=[place.studio.public_id])
    answer = as_(client, place.xu).post(path, {"key": uuid4(), "text": "羽绒服洗坏了", "shop": ""})

    assert answer.status_code == 422
    assert "羽绒服洗坏了" in answer.content.decode()
    assert Dispute.objects.count() == 0


def test_a_walk_in_is_free_of_charge_and_no_statutory_complaint_in_so_many_words(client: Client, place: Place):
    path = reverse("desk:studio_walk_in", args=[place.studio.public_id])
    said = as_(client, place.xu).get(path).content.decode()

    assert "先行和解，免费，不是法定投诉" in said


def test_a_taken_room_is_said_beside_its_field_and_the_form_is_kept(client: Client, place: Place):
    path = reverse("desk:studio_book", args=[place.studio.public_id])
    asked = {
        "number": make_dispute(place).case.number,
        "on": next_monday().isoformat(),
        "starts": "09:00",
        "minutes": "60",
        "room": str(place.room.public_id),
        "mediator": str(place.mediator.public_id),
    }
    as_(client, place.town.song).post(path, asked)
    again = client.post(path, asked)

    assert again.status_code == 422
    assert "一号室 这段时间已经有一场" in again.content.decode()
    assert Booking.objects.count() == 1


def test_a_number_out_of_scope_answers_like_an_unknown_one(client: Client, place: Place):
    path = reverse("desk:studio_book", args=[place.studio.public_id])
    asked = {"on": next_monday().isoformat(), "starts": "09:00", "minutes": "60"}
    asked |= {"room": str(place.room.public_id), "mediator": str(place.mediator.public_id)}
    as_(client, place.town.chen)
    foreign = client.post(path, {**asked, "number": make_dispute(place).case.number}).content.decode()
    unknown = client.post(path, {**asked, "number": "和〔2020〕9号"}).content.decode()

    assert "没有找到这个编号" in foreign
    assert "没有找到这个编号" in unknown


def test_the_public_page_has_hours_telephone_and_studio_and_finds_by_town(client: Client, place: Place):
    found = client.get(reverse("portal:points"), {"q": "芦汀镇"}).content.decode()
    nothing = client.get(reverse("portal:points"), {"q": "没有的镇"}).content.decode()

    assert "周一–周五 09:00–11:30" in found
    assert 'href="tel:021-5555-0101"' in found
    assert "芦花村消费纠纷调解工作室" in found
    assert "许见山" not in found
    assert "芦花村消费纠纷调解工作室" not in nothing


def test_a_new_point_stands_at_a_village_or_at_one_shop(client: Client):
    town = make_town()
    asked = {
        "kind": "consumer",
        "level": "community",
        "name": "望潮村消费维权联络点",
        "station": str(town.net.north.public_id),
        "community": str(town.net.tide.public_id),
        "address": "望潮村口",
    }
    as_(client, town.lin)
    unclear = client.post(reverse("desk:point_new"), {**asked, "host": "没有这家店"})
    client.post(reverse("desk:point_new"), asked)

    assert (unclear.status_code, "名录里没有正好一家这样的店" in unclear.content.decode()) == (422, True)
    assert ContactPoint.objects.get().host_organization == town.net.tide
