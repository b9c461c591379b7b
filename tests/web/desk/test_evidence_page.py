"""A file leaves the house only for those its owner shows it to, and as something no browser runs."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.base import pictures
from tests.factories.network import make_net, officer_as
from yingzhou.base.actors import SYSTEM
from yingzhou.base.evidence import access
from yingzhou.base.evidence.storing import put
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    settings.EVIDENCE_DIR = tmp_path / "evidence"


@pytest.fixture
def net():
    return make_net()


@pytest.fixture
def photo():
    """A photo full of tales, of a kind that only the people of the north station see."""
    access.register("test", lambda viewer, evidence: any(grant.organization_name == "北指导站" for grant in viewer.grants))
    yield put(pictures.told_tales()["photo.jpg"], by=SYSTEM, name="王老五家.jpg", kind="test")
    access.unregister("test")


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("what", ["", "thumb/"])
def test_those_who_see_the_matter_get_the_clean_copy(client, net, photo, what):
    client.force_login(officer_as(Role.LIAISON, net.north))

    answer = client.get(f"/desk/evidence/{photo.public_id}/{what}")

    content = body(answer)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert pictures.CANARY not in content
    assert "王老五" not in str(answer.headers)


def test_a_file_is_an_attachment_in_a_sandbox_of_exactly_its_type(client, net, photo):
    client.force_login(officer_as(Role.LIAISON, net.north))

    answer = client.get(f"/desk/evidence/{photo.public_id}/")

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("what", ["", "thumb/", "original/"])
def test_foreign_evidence_answers_like_unknown(client, net, photo, what):
    client.force_login(officer_as(Role.LIAISON, net.south))

    foreign = client.get(f"/desk/evidence/{photo.public_id}/{what}")
    unknown = client.get(f"/desk/evidence/{uuid4()}/{what}")

    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert list(Event.objects.filter(verb="evidence.read")) == []


@pytest.mark.parametrize("what", ["", "thumb/", "original/"])
def test_strangers_are_sent_to_the_door(client, photo, what):
    answer = client.get(f"/desk/evidence/{photo.public_id}/{what}")

    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/desk/sign-in/")


def test_a_handler_gets_the_original_under_its_name_and_stands_on_the_trail(client, net, photo):
    officer = officer_as(Role.LIAISON, net.north)
    client.force_login(officer)

    answer = client.get(f"/desk/evidence/{photo.public_id}/original/")

    assert (body(answer), answer["Content-Type"]) == (pictures.told_tales()["photo.jpg"], "image/jpeg")
    assert "%E7%8E%8B" in answer["Content-Disposition"]
    assert list(Event.objects.filter(verb="evidence.read").values_list("actor", "subject_id")) == [
        (officer.actor, photo.public_id)
    ]


def test_a_leader_who_handles_nothing_gets_no_original(client, net, photo):
    client.force_login(officer_as(Role.BUREAU_LEADER, net.north))

    assert client.get(f"/desk/evidence/{photo.public_id}/original/").status_code == 403


def test_where_a_proxy_is_set_it_hands_out_the_file(client, net, photo, settings):
    settings.EVIDENCE_ACCEL = "/_evidence/"
    client.force_login(officer_as(Role.LIAISON, net.north))

    answer = client.get(f"/desk/evidence/{photo.public_id}/")

    assert (answer.content, answer["Content-Type"]) == (b"", "image/webp")
    assert answer["X-Accel-Redirect"] == f"/_evidence/renditions/{photo.sha256[:2]}/{photo.sha256}.view.webp"
