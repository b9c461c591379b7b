"""走访记录 on the desk: the list, one record with its seal and photos, amendments, two copies, checklists from an XLSForm."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.forms import CHOICES, SETTINGS, SURVEY, workbook
from tests.factories.network import officer_as
from tests.factories.visits import a_visit, finding, hand_over, make_beat, payload, send_photo
from yingzhou.base.clock import today
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.visits.models import Checklist, Visit, VisitConflict

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(tmp_path, settings):
    settings.EVIDENCE_DIR, settings.SPOOL_DIR = tmp_path / "evidence", tmp_path


@pytest.fixture
def beat():
    return make_beat()


@pytest.fixture
def head(beat) -> Client:
    client = Client()
    client.force_login(officer_as(Role.STATION_HEAD, beat.net.north))
    return client


@pytest.fixture
def clerk(beat) -> Client:
    client = Client()
    client.force_login(officer_as(Role.DEPARTMENT, beat.net.bureau))
    return client


def page_of(client: Client, pid) -> str:
    return client.get(reverse("desk:visit", args=[pid])).content.decode()


def test_a_record_shows_what_was_found_with_its_photo_and_its_seal(beat, head):
    photo = send_photo(beat.client)
    key = uuid4()
    hand_over(beat.client, key, payload(beat.shop.public_id, findings=[finding(photos=[str(photo)])], note="店主很客气"))

    shown = page_of(head, key)

    visit = Visit.objects.get(public_id=key)
    assert "插线板破损，放在地上" in shown
    assert "店主很客气" in shown
    assert visit.seal in shown
    assert "与封存时一致" in shown
    assert f"/desk/evidence/{visit.findings.get().photos.get().photo.evidence.public_id}/thumb/" in shown


def test_a_record_of_another_station_answers_like_an_unknown_one(beat):
    told = a_visit(beat)
    far = Client()
    far.force_login(officer_as(Role.STATION_HEAD, beat.net.south))

    answers = [far.get(reverse("desk:visit", args=[pid])) for pid in (told.visit, uuid4())]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_the_list_asks_as_many_questions_for_one_record_as_for_three(beat, head):
    a_visit(beat)
    address = reverse("desk:visit_list")
    head.get(address)
    with CaptureQueriesContext(connection) as one:
        head.get(address)
    a_visit(beat)
    a_visit(beat, findings=[finding()])
    with CaptureQueriesContext(connection) as three:
        shown = head.get(address).content.decode()

    assert len(one) == len(three)
    assert shown.count("芦花面馆") == 3


def test_a_record_is_amended_by_whoever_went_with_a_reason(beat):
    told = a_visit(beat, note="甲")
    address = reverse("desk:visit_amend", args=[told.visit])

    without = beat.client.post(address, {"why": "", "note": "乙"})
    done = beat.client.post(address, {"why": "记错了", "note": "乙"})

    assert without.status_code == 422
    assert "乙" in without.content.decode()
    assert done.status_code == 302
    assert Visit.objects.get().amendments.get().fields == {"note": ["甲", "乙"]}
    assert "记错了" in page_of(beat.client, told.visit)


def test_two_copies_are_settled_field_by_field_and_both_stay(beat, head):
    key = uuid4()
    told = payload(beat.shop.public_id, note="甲")
    hand_over(beat.client, key, told)
    hand_over(beat.client, key, {**told, "note": "乙", "aim": "demand"})
    conflict = VisitConflict.objects.get()
    address = reverse("desk:visit_conflict", args=[conflict.public_id])

    left_open = head.post(address, {"fld-note": "other"})
    done = head.post(address, {"fld-note": "other", "fld-aim": "kept"})

    assert left_open.status_code == 422
    assert "走访事由" in left_open.content.decode()
    assert done.status_code == 302
    conflict.refresh_from_db()
    assert conflict.chosen == {"note": "other", "aim": "kept"}
    assert Visit.objects.get().amendments.get().fields == {"note": ["甲", "乙"]}
    assert Visit.objects.get().note == "甲"
    assert Event.objects.filter(verb="visit.resolve_conflict").count() == 1


def hand_in(client: Client, book) -> str:
    answer = client.post(reverse("desk:checklist_import"), {"file": SimpleUploadedFile("form.xlsx", book.read())})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_a_checklist_is_looked_over_and_then_published_as_a_version(beat, clerk):
    address = hand_in(clerk, workbook())
    looked = clerk.get(address).content.decode()

    done = clerk.post(address, {"since": today().isoformat(), "trades": "8051"})

    made = Checklist.objects.get()
    assert "安全出口不锁不堵" in looked
    assert done.headers["Location"] == reverse("desk:checklist", args=["bath", "2026-1"])
    assert (made.title, made.trades) == ("浴室走访清单", ["8051"])
    assert [item["kind"] for item in made.items] == ["choice", "image", "text"]
    assert made.items[0]["finding_templates"] == ["安全出口被堵", "后门上锁"]
    assert made.items[2]["message"] == "不超过 200 字"
    assert "浴室走访清单" in clerk.get(reverse("desk:checklist_list")).content.decode()


def test_what_cannot_be_taken_is_named_by_row_and_column_and_nothing_is_published(beat, clerk):
    survey = (*SURVEY, ("calculate", "x", "算一算"), ("select_one yn", "fire exit", "空格"), ("select_one nn", "q", "没有这组"))
    address = hand_in(clerk, workbook(survey, (*CHOICES, ("yn", "maybe", "也许")), SETTINGS))

    looked = clerk.get(address).content.decode()
    refused = clerk.post(address, {"since": today().isoformat(), "trades": ""})

    for said in ("不支持“calculate”", "name 只能用字母开头", "choices 表里没有“nn”", "不认识选项“maybe”"):
        assert said in looked
    assert ">7<" in looked
    assert refused.status_code == 422
    assert not Checklist.objects.exists()


def test_a_published_version_is_not_published_again(beat, clerk):
    address = hand_in(clerk, workbook())
    clerk.post(address, {"since": today().isoformat(), "trades": ""})

    again = clerk.post(address, {"since": today().isoformat(), "trades": ""})

    assert again.status_code == 422
    assert "已经发布过" in again.content.decode()
    assert Checklist.objects.count() == 1


def test_a_file_that_is_no_workbook_is_refused_beside_its_field(beat, clerk):
    answer = clerk.post(reverse("desk:checklist_import"), {"file": SimpleUploadedFile("form.xlsx", b"type,name,label\n")})

    assert answer.status_code == 422
    assert "xlsx" in answer.content.decode()
