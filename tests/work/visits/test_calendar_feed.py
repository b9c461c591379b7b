from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.plans import accept_plan, make_plan, make_team
from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.network.queries import viewer_for
from yingzhou.work.visits.actions.feeds import make_feed, read_feed, revoke_feed
from yingzhou.work.visits.models import CalendarFeed
from yingzhou.work.visits.queries.plan.calendar import escaped, folded
from yingzhou.work.visits.rules.plans import FeedExists

MUST = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}


def read(content: bytes) -> list[dict[str, str]]:
    """A small strict reader of RFC 5545, written from the text and sharing nothing with the writer: the events of a calendar."""
    assert content.endswith(b"\r\n")
    lines = content[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    unfolded: list[bytes] = []
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    told = [line.decode("utf-8") for line in unfolded]
    assert told[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert told[-1] == "END:VCALENDAR"
    assert any(line.startswith("PRODID:") for line in told)
    events: list[dict[str, str]] = []
    inside = False
    for line in told[1:-1]:
        if line == "BEGIN:VEVENT":
            assert not inside
            inside = True
            events.append({})
        elif line == "END:VEVENT":
            assert inside
            inside = False
            assert events[-1].keys() >= MUST
        elif inside:
            name, value = line.split(":", 1)
            assert name not in events[-1]
            events[-1][name] = value
    assert not inside
    assert len({event["UID"] for event in events}) == len(events)
    return events


def text(value: str) -> str:
    """TEXT back to what was meant (3.3.11)."""
    out, at = "", 0
    while at < len(value):
        if value[at] == "\\":
            out += {"n": "\n", "N": "\n", "\\": "\\", ";": ";", ",": ","}[value[at + 1]]
            at += 2
        else:
            assert value[at] not in ";,"
            out, at = out + value[at], at + 1
    return out


def moment(value: str) -> datetime:
    return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def own(team):
    viewer = viewer_for(team.liaisons[0], on=today())
    assert viewer is not None
    return viewer


@pytest.mark.django_db
def test_the_feed_tells_names_addresses_and_hours_of_accepted_visits_and_nothing_else(monkeypatch):
    monkeypatch.setattr("yingzhou.work.visits.actions.plan.computing.search_seconds", lambda on: 0)
    team = make_team(shops=3)
    plan = make_plan(team)
    token = make_feed(by=own(team)).token

    before = read(Client().get(f"/api/v1/calendar/{token}.ics").content)
    accept_plan(plan, team.head)
    answer = Client().get(f"/api/v1/calendar/{token}.ics")

    events = read(answer.content)
    visits = list(plan.visits.select_related("business").order_by("day", "arrives_at"))
    assert before == []
    assert [text(event["SUMMARY"]) for event in events] == [visit.business.name for visit in visits]
    assert [moment(event["DTSTART"]) for event in events] == [visit.arrives_at for visit in visits]
    assert [text(event["LOCATION"]) for event in events] == [visit.address for visit in visits]
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    assert all(set(event) <= MUST | {"SEQUENCE", "LOCATION", "GEO", "URL"} for event in events)


@pytest.mark.django_db
def test_a_wrong_or_revoked_address_opens_nothing():
    team = make_team(shops=1)
    token = make_feed(by=own(team)).token
    with pytest.raises(FeedExists):
        make_feed(by=own(team))

    revoke_feed(by=own(team))

    assert Client().get(f"/api/v1/calendar/{token}.ics").status_code == 404
    assert Client().get("/api/v1/calendar/no-such-secret.ics").status_code == 404
    assert token not in str(list(CalendarFeed.objects.values()))
    assert [line.verb for line in Event.objects.filter(verb__startswith="feed.").order_by("pk")] == ["feed.make", "feed.revoke"]


@pytest.mark.django_db
def test_the_feed_of_somebody_who_left_is_closed():
    team = make_team(shops=1)
    token = make_feed(by=own(team)).token
    team.liaisons[0].is_active = False
    team.liaisons[0].save()

    with pytest.raises(NotFound):
        read_feed(token=token)


@given(st.text(max_size=200))
def test_whatever_a_business_is_called_survives_the_calendar(name):
    lines = folded(f"SUMMARY:{escaped(name)}")

    assert all(len(line) <= 75 for line in lines.split(b"\r\n"))
    whole = lines.replace(b"\r\n ", b"").decode()
    assert whole.endswith("\r\n")
    kept = "".join(
        char for char in name.replace("\r\n", "\n").replace("\r", "\n") if (char >= " " and char != "\x7f") or char == "\n"
    )
    assert text(whole[len("SUMMARY:") : -2]) == kept
