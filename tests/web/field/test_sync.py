"""What a phone fetches and hands over: once, whole, against a signed receipt; refusals in JSON, nothing lost."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tests.factories.cases import photo
from tests.factories.network import viewer_as
from tests.factories.visits import (
    a_visit,
    finding,
    hand_over,
    is_signed_by,
    make_beat,
    payload,
    send_photo,
    send_piece,
    signer_running,
)
from yingzhou.base.clock import now, today
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases.models import Case
from yingzhou.work.visits.models import Finding, Photo, Visit, VisitConflict

PACK = "/field/pack/"


@pytest.fixture(autouse=True)
def folders(tmp_path, settings):
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    settings.SPOOL_DIR = tmp_path


@pytest.fixture
def beat(db):
    return make_beat()


def test_the_pack_holds_ones_own_businesses_and_what_is_needed_there(beat):
    pack = beat.client.get(PACK).json()

    assert pack["format"] == "yingzhou-pack/1"
    assert list(pack["businesses"]) == [str(beat.shop.public_id)]
    shop = pack["businesses"][str(beat.shop.public_id)]
    assert (shop["name"], shop["checklist"], shop["lon"]) == ("芦花面馆", "catering", 121.50001)
    assert {sheet["code"] for sheet in pack["checklists"]} == {"catering", "general"}
    assert pack["limits"]["chunk"] == 262_144


def test_the_pack_is_not_sent_twice(beat):
    first = beat.client.get(PACK)
    same = beat.client.get(PACK, headers={"If-None-Match": first.headers["ETag"]})
    a_visit(beat)
    other = beat.client.get(PACK, headers={"If-None-Match": first.headers["ETag"]})

    assert (same.status_code, same.content) == (304, b"")
    assert other.status_code == 200
    assert other.json()["businesses"][str(beat.shop.public_id)]["last_visit"]["on"] == today().isoformat()


def test_a_phone_that_is_signed_out_hears_so_in_json(beat):
    answers = [Client().get(PACK), hand_over(Client(), uuid4(), payload(beat.shop.public_id))]

    assert [(answer.status_code, answer.json()) for answer in answers] == [(401, {"error": "signed_out"})] * 2


@pytest.mark.django_db(transaction=True)
def test_a_visit_is_kept_once_and_answered_with_a_signed_receipt():
    beat, key = make_beat(), uuid4()
    client = beat.client
    told = payload(beat.shop.public_id, note="一切都好")

    with signer_running():
        first = hand_over(client, key, told)
        again = hand_over(client, key, {**told, "device_now": now().isoformat()})

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["visit"] == str(key)
    assert is_signed_by(first.json()["receipt"], client.get(PACK).json()["key"])
    assert str(key) in first.json()["receipt"]["text"]
    assert first.json()["seal"] in first.json()["receipt"]["text"]
    assert Visit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_visit_whose_signature_is_late_says_so_and_gets_it_later():
    beat, key = make_beat(), uuid4()
    client = beat.client

    late = hand_over(client, key, payload(beat.shop.public_id))
    waiting = client.get(f"/field/receipts/{key}/")
    with signer_running():
        later = client.get(f"/field/receipts/{key}/")

    assert (late.status_code, late.json()["receipt"], waiting.status_code) == (202, None, 202)
    assert later.status_code == 200
    assert is_signed_by(later.json()["receipt"], client.get(PACK).json()["key"])


def test_photos_come_in_pieces_and_stand_in_the_record(beat):
    client, content = beat.client, photo(size=(900, 700))
    key = send_photo(client, content)
    visit = uuid4()

    answer = hand_over(client, visit, payload(beat.shop.public_id, findings=[finding(photos=[str(key)])]))

    assert answer.status_code in (201, 202)
    assert answer.json()["photos"] == {str(key): hashlib.sha256(content).hexdigest()}
    shown = Finding.objects.get(visit__public_id=visit).photos.get().photo
    assert shown.evidence.sha256 == hashlib.sha256(content).hexdigest()


def test_a_broken_transfer_goes_on_where_it_stopped(beat):
    client, content, key = beat.client, photo(size=(900, 700)), uuid4()
    half = len(content) // 2

    first = send_piece(client, key, content, 0, size=half)
    twice = send_piece(client, key, content, 0, size=half)
    gap = send_piece(client, key, content, half + 7)
    there = client.head(f"/field/photos/{key}/")
    last = send_piece(client, key, content, half)
    whole = send_piece(client, key, content, half)

    offsets = [answer.headers["Upload-Offset"] for answer in (first, twice, gap, there, last)]
    assert offsets == [str(half)] * 4 + [str(len(content))]
    assert [answer.status_code for answer in (first, twice, gap, last, whole)] == [200, 200, 409, 201, 201]
    assert last.json()["sha256"] == hashlib.sha256(content).hexdigest()


def test_a_record_whose_photos_are_not_here_yet_names_them(beat):
    missing = str(uuid4())

    answer = hand_over(beat.client, uuid4(), payload(beat.shop.public_id, findings=[finding(photos=[missing])]))

    assert (answer.status_code, answer.json()) == (409, {"error": "photos_missing", "missing": [missing]})
    assert not Visit.objects.exists()


def test_another_record_under_the_same_key_is_kept_beside_the_first(beat):
    client, key = beat.client, uuid4()
    told = payload(beat.shop.public_id, note="甲")
    hand_over(client, key, told)

    answers = [hand_over(client, key, {**told, "note": "乙"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert answers[0].json() == {"error": "conflict", "fields": [{"name": "note", "yours": "乙", "kept": "甲"}]}
    assert Visit.objects.get().note == "甲"
    assert VisitConflict.objects.count() == 1


def test_a_foreign_business_answers_like_an_unknown_one(beat):
    answers = [hand_over(beat.client, uuid4(), payload(pid)) for pid in (beat.foreign.public_id, uuid4())]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()


def test_every_fault_of_a_record_is_named_with_what_would_work(beat):
    told = payload(beat.shop.public_id, aim="raid", findings=[finding(text="")], began_at="gestern")

    answer = hand_over(beat.client, uuid4(), told)

    assert answer.status_code == 422
    assert {error["field"] for error in answer.json()["errors"]} == {"aim", "findings.0.text", "began_at"}
    assert all(error["reason"] and error["mend"] for error in answer.json()["errors"])


@pytest.mark.parametrize("days", [-3, 3])
def test_a_phone_whose_clock_is_days_off_is_corrected_not_refused(beat, days):
    off = timedelta(days=days)
    told = payload(beat.shop.public_id)
    for name in ("began_at", "ended_at", "device_now"):
        told[name] = (now() + off - timedelta(minutes=2)).isoformat()
    told["device_now"] = (now() + off).isoformat()

    answer = hand_over(beat.client, uuid4(), told)

    visit = Visit.objects.get()
    assert answer.json()["clock"]["kept"] == "server"
    assert abs(answer.json()["clock"]["skew_seconds"] - off.total_seconds()) < 60
    assert visit.visited_on == today()


def test_a_matter_heard_on_the_way_opens_its_own_case(beat):
    matter = {"key": str(uuid4()), "kind": "demand", "text": "门口的路灯坏了一个月"}

    answer = hand_over(beat.client, uuid4(), payload(beat.shop.public_id, matters=[matter]))

    case = Case.objects.get(source="visit")
    assert answer.json()["cases"] == [str(case.public_id)]
    assert (case.text, case.business) == ("门口的路灯坏了一个月", beat.shop)


def test_a_village_worker_records_no_visit(beat, client):
    worker = viewer_as(Role.VILLAGE_WORKER, beat.net.reed)
    client.force_login(type(beat.liaison).objects.get(pk=worker.officer_id))

    answer = hand_over(client, uuid4(), payload(beat.shop.public_id))

    assert answer.status_code == 403
    assert not Visit.objects.exists()


def test_what_is_learned_later_is_written_beside_the_record(beat):
    client, key = beat.client, uuid4()
    hand_over(client, key, payload(beat.shop.public_id, note="甲"))
    before = Visit.objects.get()

    told = {"why": "记错了", "fields": {"note": "乙"}}
    answer = client.post(f"/field/visits/{key}/amend/", json.dumps(told), content_type="application/json")

    amended = before.amendments.get()
    assert answer.status_code == 201
    assert (amended.why, amended.fields) == ("记错了", {"note": ["甲", "乙"]})
    assert Visit.objects.get().note == "甲"
    assert Event.objects.filter(verb="visit.amend").count() == 1


def test_a_key_of_somebody_elses_photo_takes_nothing_in(beat, client):
    key = send_photo(beat.client)
    other = viewer_as(Role.LIAISON, beat.net.north)
    client.force_login(type(beat.liaison).objects.get(pk=other.officer_id))

    sent, looked = send_piece(client, key, photo(), 0), client.head(f"/field/photos/{key}/")

    assert (sent.status_code, looked.status_code) == (409, 404)
    assert Photo.objects.count() == 1
