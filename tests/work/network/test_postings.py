from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories.accounts import make_officer
from tests.factories.network import make_net, make_organization, officer_as, post
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import today
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import SEPARATED, WORKING, Role
from yingzhou.work.accounts.rules.people import NotForOneself
from yingzhou.work.network import actions, queries
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Leave, Posting
from yingzhou.work.network.rules.postings import HELD_AT, PostedAlready, RoleNotHeldHere, RolesNotCombined

pytestmark = pytest.mark.django_db


@pytest.fixture
def net():
    return make_net()


def test_a_posting_gives_the_role_and_the_villages_of_its_station(net):
    officer = make_officer()

    actions.grant_posting(officer=officer, role=Role.STATION_HEAD, organization=net.north, since=today(), by=SYSTEM)

    viewer = queries.viewer_for(officer, on=today())
    assert viewer.roles == {Role.STATION_HEAD}
    assert viewer.station_ids == {net.north.pk}
    assert viewer.community_ids == {net.reed.pk, net.tide.pk}
    assert not viewer.everywhere
    assert list(Event.objects.values_list("verb", flat=True)) == ["posting.grant"]


def test_without_a_posting_nothing_is_seen(net):
    viewer = queries.viewer_for(make_officer(), on=today())

    assert (viewer.grants, viewer.station_ids, viewer.community_ids, viewer.everywhere) == ((), frozenset(), frozenset(), False)


def test_an_ended_posting_gives_nothing_from_that_day(net):
    officer = make_officer()
    posting = post(officer, Role.LIAISON, net.north)

    actions.end_posting(posting=posting, by=SYSTEM)

    assert queries.viewer_for(officer, on=today()).grants == ()
    assert queries.viewer_for(officer, on=today() - timedelta(days=1)).roles == {Role.LIAISON}


@pytest.mark.parametrize("separated", sorted(SEPARATED))
def test_a_separated_role_is_not_combined_with_any_other(net, separated):
    officer = make_officer()
    post(officer, Role.LIAISON, net.north)

    with pytest.raises(RolesNotCombined, match="不能是同一个人"):
        actions.grant_posting(officer=officer, role=separated, organization=net.bureau, since=today(), by=SYSTEM)

    assert list(officer.postings.values_list("role", flat=True)) == [Role.LIAISON]
    assert not Event.objects.exists()


@pytest.mark.parametrize("separated", sorted(SEPARATED))
@pytest.mark.parametrize("other", sorted(Role))
def test_the_database_itself_refuses_the_combination(net, separated, other):
    officer = make_officer()
    place = make_organization(Kind.BUREAU)
    post(officer, separated, net.bureau)

    def both() -> bool:
        try:
            with transaction.atomic():
                post(officer, other, place)
        except IntegrityError:
            return False
        return True

    assert both() is (other == separated)


def test_one_after_the_other_is_allowed(net):
    officer = make_officer()
    Posting.objects.create(
        officer=officer, role=Role.LIAISON, organization=net.north, since=today() - timedelta(9), until=today()
    )

    actions.grant_posting(officer=officer, role=Role.AUDITOR, organization=net.bureau, since=today(), by=SYSTEM)

    assert queries.viewer_for(officer, on=today()).roles == {Role.AUDITOR}


def test_a_security_officer_grants_nothing_to_herself(net):
    officer = officer_as(Role.SECURITY_OFFICER, net.bureau)
    viewer = queries.viewer_for(officer, on=today())

    with pytest.raises(NotForOneself):
        actions.grant_posting(officer=officer, role=Role.BUREAU_LEADER, organization=net.bureau, since=today(), by=viewer)


def test_the_same_posting_twice_is_refused(net):
    officer = make_officer()
    post(officer, Role.LIAISON, net.north)

    with pytest.raises(PostedAlready):
        actions.grant_posting(officer=officer, role=Role.LIAISON, organization=net.north, since=today(), by=SYSTEM)


def test_a_station_head_is_not_posted_at_a_village(net):
    with pytest.raises(RoleNotHeldHere, match="可以设在：指导站"):
        actions.grant_posting(officer=make_officer(), role=Role.STATION_HEAD, organization=net.reed, since=today(), by=SYSTEM)


def test_every_role_is_held_somewhere():
    assert set(HELD_AT) == set(Role)


def test_the_deputy_holds_the_postings_of_the_one_on_leave_while_it_lasts(net):
    head = officer_as(Role.STATION_HEAD, net.north, "林拾穗")
    deputy = officer_as(Role.LIAISON, net.south)
    Leave.objects.create(officer=head, deputy=deputy, since=today(), until=today() + timedelta(days=3))

    during = queries.viewer_for(deputy, on=today())
    after = queries.viewer_for(deputy, on=today() + timedelta(days=3))

    assert [(grant.role, grant.deputizing_for) for grant in during.grants] == [
        (Role.LIAISON, ""),
        (Role.STATION_HEAD, "林拾穗"),
    ]
    assert after.roles == {Role.LIAISON}


def test_a_separated_role_is_neither_lent_nor_borrowed(net):
    auditor, liaison = officer_as(Role.AUDITOR, net.bureau), officer_as(Role.LIAISON, net.north)
    Leave.objects.create(officer=auditor, deputy=liaison, since=today(), until=today() + timedelta(days=3))
    Leave.objects.create(officer=liaison, deputy=auditor, since=today(), until=today() + timedelta(days=3))

    assert queries.viewer_for(auditor, on=today()).roles == {Role.AUDITOR}
    assert queries.viewer_for(liaison, on=today()).roles == {Role.LIAISON}


@pytest.mark.parametrize("postings", [1, 3])
def test_a_viewer_costs_two_queries_however_many_postings(net, django_assert_num_queries, postings):
    officer = make_officer()
    for station in (net.north, net.south, make_organization(Kind.STATION))[:postings]:
        post(officer, Role.LIAISON, station)

    with django_assert_num_queries(2):
        queries.viewer_for(officer, on=today())


def test_working_and_separated_roles_are_all_roles():
    assert set(Role) == WORKING | SEPARATED
