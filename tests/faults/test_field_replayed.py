"""One queue handed over many times at once: each record once, each photo once, other content under a used key kept beside it."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test import Client

from tests.factories.cases import photo
from tests.factories.visits import Beat, hand_over, make_beat, payload, send_piece
from yingzhou.work.visits.models import Photo, Visit, VisitConflict

pytestmark = pytest.mark.django_db(transaction=True)
COPIES = 8


@pytest.fixture(autouse=True)
def folders(tmp_path, settings):
    settings.EVIDENCE_DIR, settings.SPOOL_DIR = tmp_path / "evidence", tmp_path


def at_once(works) -> list:
    def one(work):
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(COPIES) as pool:
        return list(pool.map(one, works))


def client_of(beat: Beat) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(beat.liaison)
    return client


def replay(records: int, mutated: int) -> None:
    """Every record eight times at once, the whole again, then other content under used keys."""
    beat = make_beat()
    clients = [client_of(beat) for _ in range(COPIES)]
    queue: dict[UUID, dict] = {uuid4(): payload(beat.shop.public_id, note=f"第 {n} 次") for n in range(records)}
    first: dict[UUID, dict] = {}
    for key, told in queue.items():
        answers = at_once([lambda c=client, k=key, t=told: hand_over(c, k, t) for client in clients])
        assert {answer.status_code for answer in answers} <= {200, 201, 202}
        first[key] = answers[0].json()
        assert {answer.json()["seal"] for answer in answers} == {first[key]["seal"]}

    again = [hand_over(clients[0], key, told) for key, told in queue.items()]
    used = list(queue.items())[:mutated]
    other = [hand_over(clients[0], key, {**told, "note": "别的话"}) for key, told in used]

    assert Visit.objects.count() == records
    assert [answer.json()["seal"] for answer in again] == [first[key]["seal"] for key in queue]
    assert [answer.status_code for answer in other] == [409] * mutated
    assert VisitConflict.objects.count() == mutated
    assert sorted(Visit.objects.values_list("note", flat=True)) == sorted(told["note"] for told in queue.values())


def test_copies_at_once_are_one_record_and_other_content_changes_nothing():
    replay(records=3, mutated=2)


@pytest.mark.slow
def test_two_hundred_records_eight_times_at_once():
    replay(records=200, mutated=50)


def test_pieces_of_one_photo_sent_by_many_hands_are_one_photo():
    beat, key, content = make_beat(), uuid4(), photo(size=(700, 500))
    clients = [client_of(beat) for _ in range(COPIES)]
    size = len(content) // 3 + 1

    for offset in (0, size, 2 * size):
        at_once([lambda c=client, o=offset: send_piece(c, key, content, o, size=size) for client in clients])

    kept = Photo.objects.get()
    assert kept.evidence is not None
    assert kept.evidence.sha256 == hashlib.sha256(content).hexdigest()
