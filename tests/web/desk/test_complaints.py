"""The desk pages of complaints: strangers turned away, as many queries for one as for three, nothing typed is lost."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.cases import make_town, officer_of, photo
from tests.factories.complaints import ADDRESS, NAME, PHONE, registered
from tests.factories.network import officer_as
from yingzhou.base.clock import now, today
from yingzhou.work.accounts.choices import Role
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.actions import Person
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries import papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def as_(client):
    def enter(viewer):
        client.force_login(officer_of(viewer))
        return client

    return enter


def at(name: str, complaint: Complaint | None = None) -> str:
    return reverse(f"desk:{name}", args=[complaint.public_id] if complaint else [])


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def typed(**facts):
    """The form as a browser sends it."""
    return {
        "key": str(uuid4()),
        "go": "save",
        "channel": "window",
        "received_on": today().isoformat(),
        "request": "退款",
        "facts": "床小了",
        "respondent_name": "云朵家具铺",
        "respondent_address": "芦花村桂花路18号",
        "trade": "shop",
        "held_by": "auto",
        "people-TOTAL_FORMS": "1",
        "people-INITIAL_FORMS": "0",
        "people-0-name": NAME,
        "people-0-phone": PHONE,
        "people-0-address": ADDRESS,
        **facts,
    }


@pytest.mark.parametrize("name", ["complaint_list", "complaint_new"])
def test_strangers_are_sent_to_the_door(client, name):
    assert client.get(at(name)).status_code == 302


@pytest.mark.parametrize("role", [Role.LIAISON, Role.VILLAGE_WORKER, Role.AUDITOR, Role.ASSOCIATION])
def test_roles_that_know_of_no_complaint_are_told_who_may(client, town, role):
    client.force_login(officer_as(role, town.net.north))

    answer = client.get(at("complaint_list"))

    assert (answer.status_code, "业务科室" in answer.content.decode()) == (403, True)


def test_the_list_takes_as_many_queries_for_one_as_for_three(as_, town):
    registered(town)
    client = as_(town.song)
    one = queries_of(client, at("complaint_list"))
    registered(town)
    registered(town, held_by=None)

    assert queries_of(client, at("complaint_list")) == one


def test_the_page_takes_as_many_queries_for_one_complainant_as_for_three(as_, town):
    client = as_(town.song)
    one = queries_of(client, at("complaint", registered(town)))
    several = registered(town, complainants=three())

    assert queries_of(client, at("complaint", several)) == one


def three():
    return tuple(Person(name=f"投诉人{n}", phone="13800000000", address="路边") for n in range(3))


def test_a_complaint_of_another_station_is_not_found(as_, town):
    assert as_(town.he).get(at("complaint", registered(town))).status_code == 404


def test_the_page_shows_no_name_phone_or_address_of_the_complainant(as_, town):
    shown = as_(town.lin).get(at("complaint", registered(town))).content.decode()

    assert [mark for mark in (NAME, PHONE, ADDRESS) if mark in shown] == []
    assert "●●●" in shown


def test_a_clerk_writes_a_complaint_down_and_it_goes_to_the_station_of_the_address(as_, town):
    file = SimpleUploadedFile("小票.jpg", photo(), content_type="image/jpeg")

    answer = as_(town.song).post(at("complaint_new"), typed(papers=[file]))

    made = Complaint.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, at("complaint", made))
    assert (made.held_by, made.case.attachments.count()) == (town.net.north, 1)


def test_the_same_form_pressed_twice_makes_one_complaint(as_, town):
    client, told = as_(town.song), typed()
    client.post(at("complaint_new"), told)
    again = client.post(at("complaint_new"), told)

    assert (again.status_code, Complaint.objects.count()) == (302, 1)


def test_without_a_channel_nothing_is_registered_and_nothing_typed_is_lost(as_, town):
    answer = as_(town.song).post(at("complaint_new"), typed(channel="portal"))

    shown = answer.content.decode()
    assert (answer.status_code, Complaint.objects.count()) == (422, 0)
    assert [kept for kept in ("床小了", NAME, PHONE) if kept not in shown] == []


def test_a_trade_nobody_knows_is_refused_beside_its_field(as_, town):
    page = as_(town.song).post(at("complaint_new"), typed(trade="-1"))

    assert page.status_code == 422
    assert "床小了" in page.content.decode()
    assert not Complaint.objects.exists()


def test_a_refusal_stands_beside_its_field(as_, town):
    answer = as_(town.song).post(at("complaint_new"), typed(channel="platform"))

    assert (answer.status_code, "从全国12315平台来的，要有平台编号" in answer.content.decode()) == (422, True)


def test_the_day_of_receipt_is_today_unless_said_otherwise(as_, town):
    shown = as_(town.song).get(at("complaint_new")).content.decode()

    assert f'name="received_on" value="{today().isoformat()}"' in shown


def test_one_more_complainant_is_a_button_and_keeps_what_was_typed(as_, town):
    shown = as_(town.song).post(at("complaint_new"), typed(go="person")).content.decode()

    assert ('name="people-1-name"' in shown, NAME in shown, Complaint.objects.count()) == (True, True, 0)


def test_a_scan_or_a_visit_comes_along_as_the_source(as_, town):
    seen = uuid4()
    shown = as_(town.song).get(at("complaint_new"), {"from": f"label:{seen}", "goods": "香糯米"}).content.decode()
    assert (str(seen) in shown, "香糯米" in shown) == (True, True)

    as_(town.song).post(at("complaint_new"), typed(source="label", source_id=str(seen)))

    made = Complaint.objects.get().case
    assert (made.source, made.source_id) == ("label", seen)


def test_a_station_writes_down_for_itself_only(as_, town):
    client = as_(town.chen)

    refused = client.post(at("complaint_new"), typed(held_by=str(town.net.south.public_id)))
    client.post(at("complaint_new"), typed(held_by=str(town.net.north.public_id)))

    assert refused.status_code == 422
    assert Complaint.objects.get().held_by == town.net.north


def test_the_scan_that_shows_a_service_is_kept_for_those_who_work_on_the_complaint(as_, town):
    complaint = actions.accept(complaint=registered(town), by=town.chen)
    letter = papers.issued_papers(complaint)[0]
    told = {
        "owing": f"{letter.public_id}:consumer",
        "channel": "letter",
        "at": timezone.localtime(now()).strftime("%Y-%m-%dT%H:%M"),
        "receipt": "挂号信回执",
        "file": SimpleUploadedFile("回执.jpg", photo(), "image/jpeg"),
    }

    answer = as_(town.chen).post(at("complaint_serve", complaint), told)

    service = complaint.services.get()
    scan = reverse("desk:evidence", args=[service.evidence.public_id])
    assert (answer.status_code, service.receipt, service.evidence.kind) == (302, "挂号信回执", "service")
    assert scan in as_(town.chen).get(at("complaint", complaint)).text
    assert (as_(town.chen).get(scan).status_code, as_(town.he).get(scan).status_code) == (200, 404)
