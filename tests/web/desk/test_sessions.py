from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import PASSWORD, confirm_again, make_factor, make_officer
from tests.factories.network import make_net, officer_as
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import now, today
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts import actions
from yingzhou.work.accounts.choices import LockReason, Role
from yingzhou.work.accounts.models import Session
from yingzhou.work.accounts.rules import codes
from yingzhou.work.network import actions as network

pytestmark = pytest.mark.django_db

SIGN_IN = "/desk/sign-in/"


@pytest.fixture(autouse=True)
def _cheap_hashes(settings):
    settings.PASSWORD_HASHERS = ["tests.factories.accounts.QuickArgon2"]


@pytest.fixture
def net():
    return make_net()


def give(client: Client, username: str, password: str = PASSWORD):
    return client.post(SIGN_IN, {"username": username, "password": password})


def code_now(officer) -> str:
    return codes.code_at(officer.factor.secret, codes.step_at(now().timestamp()))


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            lambda officer, net: network.grant_posting(
                officer=officer, role=Role.STATION_OFFICER, organization=net.south, since=today(), by=SYSTEM
            ),
            id="a new role",
        ),
        pytest.param(lambda officer, net: network.end_posting(posting=officer.postings.get(), by=SYSTEM), id="a posting ended"),
        pytest.param(lambda officer, net: actions.lock_officer(officer=officer, reason=LockReason.LOST, by=SYSTEM), id="locked"),
        pytest.param(
            lambda officer, net: actions.change_password(officer=officer, password="battery-staple-horse", by=SYSTEM),
            id="a new password",
        ),
    ],
)
def test_a_change_ends_every_session_at_the_next_request(net, change):
    officer = officer_as(Role.LIAISON, net.north)
    clients = [Client() for _ in range(5)]
    for client in clients:
        client.force_login(officer)
    assert [client.get("/desk/me/").status_code for client in clients] == [200] * 5

    change(officer, net)

    assert [client.get("/desk/me/").status_code for client in clients] == [302] * 5


def test_a_session_ends_after_half_an_hour_without_a_request_and_twelve_hours_after_signing_in(client, net):
    officer = officer_as(Role.LIAISON, net.north)
    begun = now()
    seen = {}

    def open_at(minutes: float) -> None:
        with time_machine.travel(begun + timedelta(minutes=minutes), tick=False):
            seen[minutes] = client.get("/desk/me/").status_code

    with time_machine.travel(begun, tick=False):
        client.force_login(officer)
    for minutes in (29, 57, 88):
        open_at(minutes)
    with time_machine.travel(begun, tick=False):
        client.force_login(officer)
    for minutes in range(25, 740, 25):
        open_at(minutes)

    assert (seen[29], seen[57], seen[88]) == (200, 200, 302)
    assert (seen[700], seen[725]) == (200, 302)


def test_the_key_of_a_session_is_kept_as_a_hash_only(client, net):
    client.force_login(officer_as(Role.LIAISON, net.north))

    kept = Session.objects.get()

    assert client.cookies["sessionid"].value not in (kept.key_hash, kept.contents)
    assert len(kept.key_hash) == 64


def test_signing_out_needs_a_post_and_ends_the_session(client, net):
    client.force_login(officer_as(Role.LIAISON, net.north))

    assert client.get("/desk/sign-out/").status_code == 405
    assert client.post("/desk/sign-out/").url == SIGN_IN
    assert not Session.objects.filter(officer__isnull=False).exists()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "\thttps://evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(client, settings, target):
    settings.DEMO = True
    make_officer(username="lin", password=PASSWORD, is_demo=True)

    answer = client.post(SIGN_IN, {"username": "lin", "password": PASSWORD, "next": target})

    assert answer.url == "/desk/"


def test_a_form_sent_too_late_waits_for_its_sender_alone(settings, net):
    settings.DEMO = True
    head = officer_as(Role.STATION_HEAD, net.north, username="lin", password=PASSWORD, is_demo=True)
    officer_as(Role.STATION_HEAD, net.north, username="other", password=PASSWORD, is_demo=True)
    client, stranger = Client(), Client()
    for each in (client, stranger):
        each.force_login(head)
    Session.objects.update(idle_until=now())

    for each in (client, stranger):
        each.post("/desk/me/leave/", {"since": "2027-01-04", "until": "2027-01-05", "deputy": ""})
    mine, theirs = give(client, "lin"), give(stranger, "other")
    page = client.get("/desk/held/").content.decode()

    assert (mine.url, theirs.url) == ("/desk/held/", "/desk/")
    assert 'action="/desk/me/leave/"' in page
    assert 'name="since" value="2027-01-04"' in page
    assert stranger.get("/desk/held/").status_code == 302
    assert "2027-01-04" not in "".join(Session.objects.values_list("contents", flat=True))


def test_a_sensitive_page_asks_again_after_ten_minutes_and_loses_nothing(client, net):
    officer = officer_as(Role.LIAISON, net.north, password=PASSWORD)
    make_factor(officer)
    client.force_login(officer)

    asked = client.post("/desk/me/password/", {"password": "battery-staple-horse"})
    page = asked.content.decode()
    done = client.post(
        "/desk/me/password/",
        {
            "password": "battery-staple-horse",
            "confirm_password": PASSWORD,
            "confirm_code": code_now(officer),
            "confirm_then": "POST",
        },
    )

    officer.refresh_from_db()
    assert asked.status_code == 403
    assert 'name="password" value="battery-staple-horse"' in page
    assert done.url == "/desk/me/"
    assert officer.check_password("battery-staple-horse")
    assert verbs() == ["confirm.accept", "password.change"]


def test_a_wrong_confirmation_is_refused_recorded_and_changes_nothing(client, net):
    officer = officer_as(Role.LIAISON, net.north, password=PASSWORD)
    client.force_login(officer)

    answer = client.post(
        "/desk/me/password/", {"password": "battery-staple-horse", "confirm_password": "guess", "confirm_then": "POST"}
    )

    officer.refresh_from_db()
    assert answer.status_code == 422
    assert officer.check_password(PASSWORD)
    assert verbs() == ["confirm.refuse"]


def test_a_page_that_was_read_comes_back_after_confirming(client, net):
    client.force_login(officer_as(Role.LIAISON, net.north, password=PASSWORD))

    answer = client.post("/desk/me/password/", {"confirm_password": PASSWORD, "confirm_then": "GET"})

    assert (answer.status_code, answer.url) == (302, "/desk/me/password/")
    assert client.get("/desk/me/password/").status_code == 200


def test_the_list_of_sessions_shows_this_one_and_ends_another(client, net):
    officer = officer_as(Role.LIAISON, net.north)
    other = Client()
    other.force_login(officer)
    client.force_login(officer)
    elsewhere = Session.objects.filter(officer=officer).order_by("pk").first()

    client.post(f"/desk/me/sessions/{elsewhere.public_id}/end/")

    assert (client.get("/desk/me/").status_code, other.get("/desk/me/").status_code) == (200, 302)


def test_a_session_of_somebody_else_answers_like_an_unknown_one(client, net):
    other = Client()
    other.force_login(officer_as(Role.LIAISON, net.north))
    foreign = Session.objects.get().public_id
    client.force_login(officer_as(Role.LIAISON, net.north))

    assert client.post(f"/desk/me/sessions/{foreign}/end/").status_code == 404
    assert other.get("/desk/me/").status_code == 200


def test_confirming_helper_counts_as_confirmed(client, net):
    client.force_login(officer_as(Role.LIAISON, net.north))
    confirm_again(client)

    assert client.get("/desk/me/password/").status_code == 200


def test_knowing_who_asks_takes_three_questions(client, net):
    client.force_login(officer_as(Role.LIAISON, net.north))

    with CaptureQueriesContext(connection) as asked:
        assert client.get("/desk/people/").status_code == 403

    assert [query["sql"].split()[0] for query in asked].count("SELECT") == 3


def test_a_refused_page_stands_in_the_trail_once(client, net):
    officer = officer_as(Role.LIAISON, net.north)
    client.force_login(officer)

    client.get("/desk/people/")

    assert list(Event.objects.values_list("verb", "actor", "facts")) == [
        ("access.refuse", officer.actor, {"page": "desk:people", "code": "NotAllowed"})
    ]
