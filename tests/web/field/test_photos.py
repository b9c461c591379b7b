"""Photos of visits: nothing but the picture is shown, what is no picture is not kept, and what was sent is what is kept."""

from __future__ import annotations

import subprocess
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from PIL import Image

from tests.factories.cases import photo
from tests.factories.network import officer_as
from tests.factories.visits import finding, hand_over, make_beat, payload, send_photo, send_piece
from yingzhou.base.evidence import pieces
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.network.models import Posting
from yingzhou.work.visits.models import Photo, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(tmp_path, settings):
    settings.EVIDENCE_DIR, settings.SPOOL_DIR = tmp_path / "evidence", tmp_path


@pytest.fixture
def beat():
    return make_beat()


def with_place() -> bytes:
    """A photo that says where and with what it was taken."""
    picture, held = Image.new("RGB", (320, 240), "#336699"), Image.Exif()
    held[0x010F], held[0x0110], held[0x9286] = "CANARY-MAKER", "CANARY-MODEL", b"ASCII\0\0\0CANARY-COMMENT"
    held.get_ifd(0x8825).update({1: "N", 2: (31.0, 36.0, 0.0), 3: "E", 4: (121.0, 30.0, 0.0)})
    out = BytesIO()
    picture.save(out, "JPEG", exif=held, comment=b"CANARY-NOTE")
    return out.getvalue()


def test_people_see_the_picture_and_nothing_else_and_only_the_head_has_the_original(beat, client, tmp_path):
    key, visit = send_photo(beat.client, with_place()), uuid4()
    hand_over(beat.client, visit, payload(beat.shop.public_id, findings=[finding(photos=[str(key)])]))
    evidence = Photo.objects.get(public_id=key).evidence
    client.force_login(officer_as(Role.STATION_HEAD, beat.net.north))

    shown = b"".join(client.get(reverse("desk:evidence", args=[evidence.public_id])).streaming_content)
    original = b"".join(client.get(reverse("desk:evidence_original", args=[evidence.public_id])).streaming_content)
    to_liaison = beat.client.get(reverse("desk:evidence_original", args=[evidence.public_id]))

    (tmp_path / "shown.webp").write_bytes(shown)
    told = subprocess.run(["exiftool", "-a", "-u", tmp_path / "shown.webp"], capture_output=True, text=True, check=True).stdout
    assert b"CANARY" not in shown
    assert "GPS" not in told
    assert original == with_place()
    assert to_liaison.status_code == 404
    assert Event.objects.filter(verb="evidence.read").count() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a/*;alert(1)//",
        b"\xff\xd8\xff\xe0" + b"x" * 4000,
        b"%PDF-1.4\n%%EOF",
    ],
    ids=["svg", "script that begins like a gif", "broken jpeg", "pdf"],
)
def test_what_is_no_picture_is_refused_and_begins_anew(beat, content):
    key = uuid4()

    answer = send_piece(beat.client, key, content, 0)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["mend"]
    assert pieces.received(key) == 0
    assert not Photo.objects.filter(evidence__isnull=False).exists()


def test_a_tail_behind_a_picture_is_not_shown_to_anybody(beat):
    key = send_photo(beat.client, photo(size=(200, 150)) + b"<script>CANARY</script>")
    evidence = Photo.objects.get(public_id=key).evidence

    shown = b"".join(beat.client.get(reverse("desk:evidence", args=[evidence.public_id])).streaming_content)

    assert b"CANARY" not in shown


def test_bytes_that_are_not_what_the_phone_hashed_are_refused_and_sent_anew(beat):
    key, content = uuid4(), photo(size=(200, 150))
    hashed = {"X-Content-SHA256": "0" * 64}

    wrong = send_piece(beat.client, key, content, 0, **hashed)
    there = beat.client.head(f"/field/photos/{key}/")

    assert (wrong.status_code, there.headers["Upload-Offset"]) == (422, "0")


def test_a_photo_longer_than_any_phones_is_refused_at_its_first_piece(beat):
    answer = send_piece(beat.client, uuid4(), photo(), 0, **{"Upload-Length": str(21 * 1024 * 1024)})

    assert answer.status_code == 413


def test_a_full_disk_is_said_and_nothing_of_the_piece_is_kept(beat, monkeypatch):
    key, content = uuid4(), photo(size=(200, 150))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("yingzhou.base.evidence.pieces.durable.make_folder", full)
    answer = send_piece(beat.client, key, content, 0)

    assert answer.status_code == 507


def test_a_role_that_was_taken_away_hands_in_nothing_at_the_next_request(beat):
    client = beat.client
    assert client.get("/field/pack/").status_code == 200
    Posting.objects.filter(officer=beat.liaison).delete()

    answers = [client.get("/field/pack/"), hand_over(client, uuid4(), payload(beat.shop.public_id))]

    assert {answer.status_code for answer in answers} <= {401, 403}
    assert all("error" in answer.json() for answer in answers)
    assert not Visit.objects.exists()
