"""The trail on screen: all of it for the auditor, one thing's lines for those who see the thing."""

from __future__ import annotations

import io
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import confirm_again
from tests.factories.network import make_net, officer_as
from tests.factories.registry import make_business, seat
from tests.web.browser import axe, blocked, prefer
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import now
from yingzhou.base.trail import reading
from yingzhou.base.trail.models import Event
from yingzhou.base.trail.sealing import seal
from yingzhou.base.trail.verify_trail import verify
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.choices import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spool(tmp_path, settings):
    settings.SPOOL_DIR = tmp_path / "spool"


@pytest.fixture
def net():
    return make_net()


@pytest.fixture
def auditor(client, net):
    officer = officer_as(Role.AUDITOR, net.bureau, "钱审")
    client.force_login(officer)
    return officer


def test_the_auditor_sees_who_did_what_newest_first(client, net, auditor):
    record("case.open", net.reed, by=SYSTEM)
    record("case.dispatch", net.reed, by=auditor)
    seal(now())

    answer = client.get("/desk/trail/")

    text = answer.content.decode()
    assert [event.verb for event in events_on(answer)] == ["case.dispatch", "case.open"]
    assert "钱审" in text
    assert "第 1 批" in text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        pytest.param("verb=case.open", ["case.open"], id="one verb"),
        pytest.param("verb=case.", ["case.dispatch", "case.open"], id="the beginning of verbs"),
        pytest.param("actor=system:yingzhou", ["visit.record", "case.dispatch", "case.open"], id="an author"),
        pytest.param("kind=network.organization", ["case.open"], id="a kind of thing"),
        pytest.param("day=2001-01-01", [], id="a day"),
    ],
)
def test_the_list_is_narrowed(client, net, auditor, query, shown):
    record("case.open", net.reed, by=SYSTEM)
    record("case.dispatch", None, by=SYSTEM)
    record("visit.record", None, by=SYSTEM)

    answer = client.get(f"/desk/trail/?{query}")

    assert [event.verb for event in events_on(answer)] == shown


def events_on(answer) -> list[Event]:
    """The lines a page leads to, in its order."""
    ids = re.findall(r"/desk/trail/([0-9a-f-]{36})/", answer.content.decode())
    found = {str(event.public_id): event for event in Event.objects.all()}
    return [found[public_id] for public_id in ids]


def test_what_cannot_be_read_is_said_beside_the_field_and_kept(client, auditor):
    answer = client.get("/desk/trail/?day=gestern&verb=case.open")

    assert answer.status_code == 422
    assert 'value="gestern"' in answer.content.decode()
    assert 'value="case.open" selected' in answer.content.decode()


def test_pages_follow_one_another_without_a_gap(client, auditor):
    made = [record("house.build", None, by=SYSTEM, number=number).public_id for number in range(reading.PAGE + 3)]

    first = events_on(client.get("/desk/trail/?verb=house.build"))
    second = events_on(client.get(f"/desk/trail/?verb=house.build&after={first[-1].public_id}"))

    assert [event.public_id for event in first + second] == made[::-1]


def test_the_list_asks_the_same_number_of_queries_for_one_line_and_for_many(client, net, auditor):
    record("house.build", net.reed, by=auditor)
    with CaptureQueriesContext(connection) as one:
        client.get("/desk/trail/")
    for number in range(20):
        record("house.build", net.reed, by=auditor, number=number)

    with CaptureQueriesContext(connection) as many:
        client.get("/desk/trail/")

    assert len(many) == len(one)


@pytest.mark.parametrize("role", [Role.BUREAU_LEADER, Role.STATION_HEAD, Role.SYSTEM_OPERATOR, Role.SECURITY_OFFICER])
def test_nobody_else_sees_the_whole_trail(client, net, role):
    client.force_login(officer_as(role, net.bureau))

    assert client.get("/desk/trail/").status_code == 403


def test_a_line_shows_its_facts_and_that_its_proof_holds(client, auditor):
    event = record("house.build", None, by=SYSTEM, room="芦花")
    seal(now())

    text = client.get(f"/desk/trail/{event.public_id}/").content.decode()

    assert "芦花" in text
    assert "核验相符" in text


def test_a_line_changed_behind_our_back_says_so(client, auditor):
    event = record("house.build", None, by=SYSTEM)
    seal(now())
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table trail_event disable trigger user")
        cursor.execute("update trail_event set actor = 'officer:forged' where id = %s", [event.pk])

    assert "核验不符" in client.get(f"/desk/trail/{event.public_id}/").content.decode()


def test_the_lines_of_a_thing_are_seen_by_those_who_see_the_thing(client, net):
    business = make_business()
    seat(business, net.north, net.reed)
    event = record("business.correct", business, by=SYSTEM)
    address = f"/desk/trail/about/registry.business/{business.public_id}/"

    client.force_login(officer_as(Role.STATION_HEAD, net.north))
    assert "business.correct" in client.get(address).content.decode()
    assert client.get(f"/desk/trail/{event.public_id}/").status_code == 200

    client.force_login(officer_as(Role.STATION_HEAD, net.south))
    assert client.get(address).status_code == 404
    assert client.get(f"/desk/trail/{event.public_id}/").status_code == 404


def test_a_thing_nobody_answers_for_shows_its_lines_to_nobody(client, net):
    record("grid.draw", net.reed, by=SYSTEM)
    client.force_login(officer_as(Role.BUREAU_LEADER, net.bureau))

    assert client.get(f"/desk/trail/about/nowhere.thing/{uuid4()}/").status_code == 404


def test_the_auditor_takes_away_a_file_that_verifies_and_stands_on_the_trail(client, auditor):
    record("house.build", None, by=SYSTEM)
    seal(now())
    confirm_again(client)

    answer = client.post("/desk/trail/export/")

    assert verify(io.BytesIO(b"".join(answer.streaming_content)))["ok"] is True
    assert Event.objects.order_by("-pk").values_list("verb", "actor").first() == ("trail.export", auditor.actor)


def test_the_file_asks_for_the_password_again(client, auditor):
    client.post("/desk/trail/export/")

    assert list(Event.objects.filter(verb="trail.export")) == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_list_and_line_pass_the_accessibility_rules_in_both_languages_and_themes(live, page, sign_in, net):
    officer_as(Role.AUDITOR, net.bureau, username="qian")
    event = record("case.dispatch", net.reed, by=SYSTEM, station="北指导站")
    seal(now())
    sign_in(page, "qian")
    found = []

    for language, theme in (("zh-hans", "light"), ("en", "dark")):
        prefer(page, live, language=language, theme=theme)
        for address in ("/desk/trail/", f"/desk/trail/{event.public_id}/"):
            page.goto(live + address)
            found += axe(page) + blocked(page)

    assert found == []
