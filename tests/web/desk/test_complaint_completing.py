"""What was missing at registration is written in later: only gaps, sealed, and on the trail by their names alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.cases import make_town, officer_of
from tests.factories.complaints import ADDRESS, NAME, PHONE, registered
from yingzhou.base.clock import today
from yingzhou.base.trail.models import Event
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.actions import Attorney, Person
from yingzhou.work.disputes.models import Complainant, Complaint, Proxy
from yingzhou.work.disputes.queries.dossier import dossier
from yingzhou.work.disputes.rules import refusals

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


def at(name: str, complaint: Complaint) -> str:
    return reverse(f"desk:{name}", args=[complaint.public_id])


def bare(town, **facts):
    """A complaint of which only the request is known."""
    return registered(town, **{"complainants": (), "respondent_address": "", "facts": "", **facts})


def test_a_complaint_of_nobody_gets_its_complainant_its_facts_and_its_topic(as_, town):
    complaint, due = bare(town), bare(town).case.due_on
    told = {
        "name_1": NAME,
        "phone_1": PHONE,
        "address_1": ADDRESS,
        "identity_1": "on",
        "respondent_address": "芦花村桂花路18号",
        "facts": "床小了",
        "topic": "quality",
    }

    answer = as_(town.chen).post(at("complaint_complete", complaint), told)

    person = Complainant.objects.get(complaint=complaint)
    complaint.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, at("complaint", complaint))
    assert (person.name, person.phone, person.address, person.identity_checked_on) == (NAME, PHONE, ADDRESS, today())
    assert (complaint.facts, complaint.topic, complaint.case.due_on) == ("床小了", "quality", due)
    assert dossier(viewer=town.chen, pid=complaint.public_id).missing == ()
    line = Event.objects.get(verb="complaint.complete")
    assert line.facts == {"fields": sorted(told)}


def test_a_telephone_written_in_later_is_found_as_one_given_at_once(town):
    first = registered(town)
    later = registered(town, complainants=(Person(name=NAME),))

    actions.complete_complaint(complaint=later, given={"phone_1": "138 0000 5678"}, by=town.chen)

    codes = Complainant.objects.filter(complaint__in=(first, later)).values_list("phone_blind", flat=True)
    assert len(set(codes)) == 1


def test_the_power_of_attorney_is_seen_later(town):
    complaint = registered(town, proxy=Attorney(name="代理人"))

    given = {"powers": "代为调解", "original": True, "proxy_identity": True}
    actions.complete_complaint(complaint=complaint, given=given, by=town.chen)

    proxy = Proxy.objects.get()
    assert (proxy.powers, proxy.original_seen_on, proxy.identity_checked_on) == ("代为调解", today(), today())


def test_what_stands_already_is_not_written_over(town):
    complaint = registered(town)

    with pytest.raises(refusals.AlreadyThere):
        actions.complete_complaint(complaint=complaint, given={"name_1": "别人", "topic": "price"}, by=town.chen)

    complaint.refresh_from_db()
    assert (Complainant.objects.get().name, complaint.topic) == (NAME, "")
    assert not Event.objects.filter(verb="complaint.complete").exists()


def test_the_page_asks_for_gaps_only_and_an_empty_form_is_refused_in_words(as_, town):
    complaint, client = registered(town), as_(town.chen)

    shown = client.get(at("complaint_complete", complaint)).content.decode()
    refused = client.post(at("complaint_complete", complaint), {})

    assert ('name="topic"' in shown, 'name="name_1"' in shown, NAME in shown) == (True, False, False)
    assert (refused.status_code, "还没有补任何一样" in refused.content.decode()) == (422, True)


def test_whoever_does_not_work_on_it_changes_nothing(as_, town):
    complaint = bare(town)

    by_leader = as_(town.leader).post(at("complaint_complete", complaint), {"name_1": NAME})
    elsewhere = as_(town.he).get(at("complaint_complete", complaint))

    assert (by_leader.status_code, elsewhere.status_code, Complainant.objects.count()) == (403, 404, 0)


def test_the_kind_of_dispute_is_asked_at_intake(town):
    assert registered(town, topic="price").topic == "price"
