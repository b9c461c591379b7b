from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.liaison import make_contact, shop_at
from tests.factories.network import make_net, officer_as, post, viewer_as
from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.rulebook import figure
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.liaison import actions, queries, tasks
from yingzhou.work.liaison.choices import ProposalState
from yingzhou.work.liaison.models import AssignmentProposal, Contact
from yingzhou.work.liaison.queries.proposals import line_for, proposal_for, proposal_view, proposals_of
from yingzhou.work.liaison.rules import (
    AlreadyDecided,
    DayPassed,
    NobodyToGive,
    NothingLeft,
    NotYoursToDecide,
    ProposalStale,
    StillComputing,
    TooManyBusinesses,
)

pytestmark = pytest.mark.django_db
TODAY = today()
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def net():
    return make_net()


@pytest.fixture
def head(net):
    return viewer_as(Role.STATION_HEAD, net.north)


@pytest.fixture
def zhou(net):
    return officer_as(Role.LIAISON, net.north, "周听澜")


@pytest.fixture
def xu(net):
    return officer_as(Role.LIAISON, net.north, "许见山")


@pytest.fixture
def two_patches(net, zhou, xu):
    """Zhou in the west, Xu in the east; one of Zhou's stands in the east, one in the west has nobody."""
    west = [shop_at(net.north, n / 1000, of=zhou, name=f"西{n}") for n in range(3)]
    east = [shop_at(net.north, 0.2 + n / 1000, of=xu, name=f"东{n}") for n in range(3)]
    astray = shop_at(net.north, 0.201, of=zhou, name="东边的老户")
    alone = shop_at(net.north, 0.001, name="西边的新户")
    return west, east, astray, alone


def trail(prefix: str) -> list[str]:
    return list(Event.objects.filter(verb__startswith=prefix).order_by("pk").values_list("verb", flat=True))


def holds() -> dict[str, str]:
    found = Contact.objects.filter(until__isnull=True).select_related("business", "officer")
    return {one.business.name: one.officer.name for one in found}


def test_a_station_is_proposed_at_once_with_what_changes_and_why(net, head, zhou, xu, two_patches):
    proposal = actions.ask_proposal(station=net.north, since=NEXT_WEEK, by=head)

    view = proposal_view(head, proposal.public_id)
    told = {row.line.business.name: (row.line.was, row.line.officer, row.reasons[0]) for row in view.rows}
    assert proposal.state == ProposalState.READY
    assert told == {
        "东边的老户": (zhou, xu, "离得近 18.9 公里"),
        "西边的新户": (None, zhou, "原来没有联络员"),
    }
    assert (view.moved, view.placed, view.alone, proposal.kept) == (1, 1, 0, 6)
    assert {row.officer: (row.before, row.after) for row in view.loads} == {zhou: (4, 4), xu: (3, 4)}
    assert trail("proposal.") == ["proposal.ask", "proposal.compute"]
    assert "西边的新户" not in holds()


def test_what_is_accepted_begins_on_its_day_with_a_line_for_each_fact(net, head, zhou, xu, two_patches):
    astray = two_patches[2]
    proposal = actions.ask_proposal(station=net.north, since=NEXT_WEEK, by=head)

    actions.accept_proposal(proposal=proposal, by=head)

    assert (queries.liaison_of(astray, TODAY), queries.liaison_of(astray, NEXT_WEEK)) == (zhou, xu)
    assert holds()["西边的新户"] == "周听澜"
    assert trail("contact.") == ["contact.end", "contact.assign", "contact.assign"]
    assert Event.objects.get(verb="contact.end").facts == {
        "business": str(astray.public_id),
        "until": NEXT_WEEK.isoformat(),
        "proposal": str(proposal.public_id),
    }
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by_id) == (ProposalState.ACCEPTED, head.officer_id)
    with pytest.raises(AlreadyDecided):
        actions.accept_proposal(proposal=proposal, by=head)


def test_a_business_taken_out_stays_and_the_loads_say_so(net, head, zhou, xu, two_patches):
    proposal = actions.ask_proposal(station=net.north, since=TODAY, by=head)
    line = proposal.lines.get(business=two_patches[2])

    actions.take_line_out(line=line_for(head, line.public_id), is_out=True, by=head)
    actions.accept_proposal(proposal=proposal, by=head)

    view = proposal_view(head, proposal.public_id)
    assert holds()["东边的老户"] == "周听澜"
    assert {row.officer: row.after for row in view.loads} == {zhou: 5, xu: 3}
    assert trail("proposal.") == ["proposal.ask", "proposal.compute", "proposal.take_out", "proposal.accept"]


def test_when_everything_is_taken_out_there_is_nothing_to_accept(net, head, two_patches):
    proposal = actions.ask_proposal(station=net.north, since=TODAY, by=head)
    for line in proposal.lines.all():
        actions.take_line_out(line=line, is_out=True, by=head)

    with pytest.raises(NothingLeft):
        actions.accept_proposal(proposal=proposal, by=head)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda shop, to, net: make_contact(shop, to, since=TODAY), id="somebody was assigned meanwhile"),
        pytest.param(lambda shop, to, net: type(shop).objects.filter(pk=shop.pk).update(status="closed"), id="it closed"),
        pytest.param(lambda shop, to, net: type(shop).objects.filter(pk=shop.pk).update(station=net.south), id="it moved"),
        pytest.param(lambda shop, to, net: to.postings.update(until=TODAY), id="the new liaison left"),
    ],
)
def test_a_proposal_that_no_longer_fits_is_refused_whole(net, head, zhou, two_patches, change):
    proposal = actions.ask_proposal(station=net.north, since=TODAY, by=head)
    change(two_patches[3], zhou, net)
    before = holds()

    with pytest.raises(ProposalStale, match="西边的新户"):
        actions.accept_proposal(proposal=proposal, by=head)

    proposal.refresh_from_db()
    assert (holds(), proposal.state, trail("contact.")) == (before, ProposalState.READY, [])
    assert [one.name for one in proposal_view(head, proposal.public_id).stale] == ["西边的新户"]


def test_nobody_ends_above_the_cap_even_when_others_gave_him_more_meanwhile(net, head, zhou, two_patches):
    proposal = actions.ask_proposal(station=net.north, since=TODAY, by=head)
    actions.take_line_out(line=proposal.lines.get(business=two_patches[2]), is_out=True, by=head)
    cap = int(figure("liaison.businesses_per_officer", on=TODAY).value)
    for _number in range(cap - 4):
        shop_at(net.north, of=zhou)

    with pytest.raises(TooManyBusinesses):
        actions.accept_proposal(proposal=proposal, by=head)

    assert trail("contact.") == []


def test_whoever_has_left_is_named_with_the_day(net, head, zhou, xu):
    for number in range(2):
        shop_at(net.north, number / 1000, of=zhou)
    zhou.postings.update(until=TODAY)

    proposal = actions.ask_proposal(station=net.north, since=TODAY, by=head)

    reasons = {row.reasons[0] for row in proposal_view(head, proposal.public_id).rows}
    assert reasons == {f"原联络员 {TODAY.month} 月 {TODAY.day} 日离岗"}


def test_the_district_is_computed_by_the_worker_and_decided_by_a_leader(net, head, two_patches):
    leader = viewer_as(Role.BUREAU_LEADER, net.bureau)
    with pytest.raises(NotYoursToDecide):
        actions.ask_proposal(station=None, since=TODAY, by=head)
    proposal = actions.ask_proposal(station=None, since=TODAY, by=leader)
    with pytest.raises(StillComputing):
        actions.accept_proposal(proposal=proposal, by=leader)

    tasks.compute_proposal(proposal_id=proposal.pk)
    tasks.compute_proposal(proposal_id=proposal.pk)
    actions.accept_proposal(proposal=proposal, by=leader)

    assert holds()["西边的新户"] == "周听澜"
    assert trail("proposal.") == ["proposal.ask", "proposal.compute", "proposal.accept"]


def test_a_day_that_has_passed_and_a_station_without_liaisons_are_refused(net, head):
    with pytest.raises(DayPassed):
        actions.ask_proposal(station=net.north, since=TODAY - timedelta(days=1), by=head)
    shop_at(net.north)
    with pytest.raises(NobodyToGive):
        actions.ask_proposal(station=net.north, since=TODAY, by=head)

    assert AssignmentProposal.objects.count() == 0


def test_a_head_sees_and_decides_the_own_station_only(net, head, two_patches):
    other = viewer_as(Role.STATION_HEAD, net.south)
    proposal = actions.ask_proposal(station=net.north, since=TODAY, by=head)

    assert list(proposals_of(other)) == []
    with pytest.raises(NotFound):
        proposal_for(other, proposal.public_id)
    with pytest.raises(NotYoursToDecide):
        actions.accept_proposal(proposal=proposal, by=other)
    with pytest.raises(NotYoursToDecide):
        actions.ask_proposal(station=net.north, since=TODAY, by=other)


def test_somebody_posted_at_two_stations_counts_once_against_the_cap(net, head, zhou):
    post(zhou, Role.LIAISON, net.south)
    shop_at(net.south, of=zhou)
    shop_at(net.north)

    proposal = actions.ask_proposal(station=net.north, since=TODAY, by=head)

    assert [(one.before, one.after) for one in proposal.loads.all()] == [(1, 2)]


def test_a_dropped_proposal_changes_nothing(net, head, two_patches):
    proposal = actions.ask_proposal(station=net.north, since=TODAY, by=head)

    actions.drop_proposal(proposal=proposal, by=head)

    assert (trail("contact."), trail("proposal.")[-1]) == ([], "proposal.drop")


def test_reading_a_proposal_costs_the_same_for_one_line_and_for_many(net, head, zhou):
    shop_at(net.north)
    one = actions.ask_proposal(station=net.north, since=TODAY, by=head)
    for _number in range(4):
        shop_at(net.north)
    many = actions.ask_proposal(station=net.north, since=TODAY, by=head)

    with CaptureQueriesContext(
        connection,
    ) as for_one:
        proposal_view(head, one.public_id)
    with CaptureQueriesContext(connection) as for_many:
        proposal_view(head, many.public_id)

    assert len(for_many) == len(for_one)
    assert Officer.objects.filter(contacts__isnull=False).count() == 0
