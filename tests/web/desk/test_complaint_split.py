"""Mixed material: the report goes to its own room, and the complaint stays as it was, byte for byte."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.cases import make_town, officer_of, photo
from tests.factories.complaints import ADDRESS, NAME, PHONE, registered
from yingzhou.base.trail.models import Event
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.actions import Person
from yingzhou.work.disputes.choices import Matter
from yingzhou.work.disputes.models import Complainant, Complaint, Informant, Tipoff
from yingzhou.work.disputes.rules import refusals

pytestmark = pytest.mark.django_db

REPORT = "店里的床标着实木，锯开是压缩板。"
TURNING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|"[a-z][0-9a-f]{4}-[0-9]+"')


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def as_(client):
    def enter(viewer):
        client.force_login(officer_of(viewer))
        return client

    return enter


def at(name: str, complaint: Complaint) -> str:
    return reverse(f"desk:{name}", args=[complaint.public_id])


def typed(informant: object = "anonymous", **facts: object) -> dict[str, object]:
    return {"key": str(uuid4()), "facts": REPORT, "matter": Matter.OTHER, "informant": str(informant), **facts}


def split(complaint, by, **facts):
    told = {"facts": REPORT, "matter": Matter.OTHER, "key": uuid4(), **facts}
    return actions.split_report(complaint=complaint, by=by, **told)


def page(client, complaint) -> bytes:
    return TURNING.sub(b"", client.get(at("complaint", complaint)).content.partition(b"<main")[2])


def traces(complaint) -> tuple[object, ...]:
    """Everything on the side of the complaint that could tell."""
    row = Complaint.objects.filter(pk=complaint.pk).values().get()
    about = Event.objects.filter(subject_id__in=[complaint.public_id, complaint.case.public_id]).count()
    return row, about, complaint.case.moves.count(), complaint.case.attachments.count()


def test_the_report_is_made_and_the_page_of_the_complaint_is_the_same_for_everybody(as_, town):
    complaint = registered(town, platform_number="B12315-77")
    before = {viewer.name: page(as_(viewer), complaint) for viewer in (town.song, town.chen, town.leader)}
    untouched = traces(complaint)

    answer = as_(town.song).post(at("complaint_split", complaint), typed())

    assert (answer.status_code, answer["Location"]) == (302, at("complaint", complaint))
    as_(town.song).get(at("complaint", complaint))  # says once that it is registered
    assert {viewer.name: page(as_(viewer), complaint) for viewer in (town.song, town.chen, town.leader)} == before
    assert traces(complaint) == untouched
    made = Tipoff.objects.get()
    assert (made.facts, made.received_on, made.business, made.platform_number) == (
        REPORT,
        complaint.received_on,
        complaint.respondent,
        "",
    )
    assert (made.came_with, Informant.objects.count()) == (str(complaint.public_id), 0)


def test_a_complainant_who_reports_by_name_goes_from_seal_to_vault_unseen(town):
    complaint = registered(town)
    looks = Event.objects.filter(verb="complainant.read").count()

    split(complaint, town.song, informant=Complainant.objects.get().public_id)

    told_by = Informant.objects.get()
    assert (told_by.name, told_by.phone, told_by.address) == (NAME, PHONE, ADDRESS)
    assert Event.objects.filter(verb="complainant.read").count() == looks
    line = Event.objects.get(verb="tipoff.register")
    assert [mark for mark in (NAME, PHONE, str(complaint.public_id), REPORT) if mark in str(line.facts)] == []


def test_pressed_twice_it_is_one_report(as_, town):
    complaint, told, client = registered(town), typed(), as_(town.song)

    client.post(at("complaint_split", complaint), told)
    client.post(at("complaint_split", complaint), told)

    assert Tipoff.objects.count() == 1


def test_a_photo_goes_to_the_report_and_not_to_the_complaint(as_, town):
    complaint = registered(town)
    file = SimpleUploadedFile("锯开.jpg", photo(), content_type="image/jpeg")

    as_(town.song).post(at("complaint_split", complaint), typed(papers=[file]))

    assert (Tipoff.objects.get().papers.count(), complaint.case.attachments.count()) == (1, 0)


def test_the_page_starts_from_the_facts_and_shows_nobody(as_, town):
    complaint = registered(town)

    shown = as_(town.song).get(at("complaint_split", complaint)).content.decode()

    assert complaint.facts in shown
    assert [mark for mark in (NAME, PHONE, ADDRESS) if mark in shown] == []


def test_without_words_or_a_choice_nothing_is_made_and_nothing_typed_is_lost(as_, town):
    complaint, client = registered(town), as_(town.song)

    silent = client.post(at("complaint_split", complaint), typed(facts=""))
    unsaid = client.post(at("complaint_split", complaint), typed(informant=""))

    assert (silent.status_code, unsaid.status_code, Tipoff.objects.count()) == (422, 422, 0)
    assert REPORT in unsaid.content.decode()


def test_who_left_no_name_cannot_report_by_name(town):
    complaint = registered(town, complainants=(Person(phone=PHONE),))

    with pytest.raises(refusals.NoNameToReport):
        split(complaint, town.song, informant=Complainant.objects.get().public_id)

    assert Tipoff.objects.count() == 0


def test_stations_and_leaders_are_turned_away_and_see_no_such_step(as_, town):
    complaint = registered(town)

    for viewer in (town.chen, town.lin, town.leader):
        client = as_(viewer)
        assert client.get(at("complaint_split", complaint)).status_code == 403
        assert client.post(at("complaint_split", complaint), typed()).status_code == 403
        assert at("complaint_split", complaint) not in client.get(at("complaint", complaint)).content.decode()
    with pytest.raises(refusals.NotYourComplaint):
        split(complaint, town.chen)
    assert (Tipoff.objects.count(), at("complaint_split", complaint) in page(as_(town.song), complaint).decode()) == (0, True)


def test_not_on_a_telephone_and_not_kept_by_the_browser(as_, town):
    complaint, client = registered(town), as_(town.song)

    on_phone = client.get(at("complaint_split", complaint), headers={"user-agent": "Mozilla/5.0 (iPhone)"})

    assert on_phone.status_code == 403
    assert client.get(at("complaint_split", complaint))["Cache-Control"] == "no-store"
