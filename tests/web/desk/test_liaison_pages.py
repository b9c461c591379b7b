"""Pages of 1+N: strangers are turned away, the same queries for one row and three, what was typed is kept, refusals in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import confirm_again
from tests.factories.liaison import make_point, make_point_liaison, make_promise, shop_at
from tests.factories.network import make_net, officer_as
from yingzhou.base.clock import today
from yingzhou.work.accounts.choices import Role
from yingzhou.work.liaison.models import AssignmentProposal, Contact, HandOver, PointPromise

pytestmark = pytest.mark.django_db
TODAY = today()
LONG_AGO = TODAY - timedelta(days=2000)


@pytest.fixture
def net():
    return make_net()


@pytest.fixture
def head(client: Client, net):
    head = officer_as(Role.STATION_HEAD, net.north, "林拾穗")
    client.force_login(head)
    return head


@pytest.fixture
def zhou(net):
    return officer_as(Role.LIAISON, net.north, "周听澜")


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def asked(client: Client, net, day=TODAY) -> AssignmentProposal:
    answer = client.post(reverse("desk:liaison_propose"), {"station": str(net.north.public_id), "since": day.isoformat()})
    assert answer.status_code == 302
    return AssignmentProposal.objects.get()


def test_liaisons_and_village_workers_are_turned_away(client: Client, net, zhou):
    client.force_login(zhou)

    answers = [client.get(reverse(name)).status_code for name in ("desk:liaison", "desk:liaison_silent", "desk:liaison_propose")]

    assert answers == [403, 403, 403]


def test_the_overview_and_the_silent_list_ask_as_much_for_three_as_for_one(client: Client, net, head, zhou):
    shop_at(net.north, of=zhou, registered_on=LONG_AGO)
    paths = [reverse("desk:liaison"), reverse("desk:liaison_silent")]
    before = [queries(client, path) for path in paths]
    for number in range(2):
        shop_at(net.north, of=officer_as(Role.LIAISON, net.north), registered_on=LONG_AGO)
        shop_at(net.north, number / 100, registered_on=LONG_AGO)

    assert [queries(client, path) for path in paths] == before


def test_the_head_sees_everybody_with_the_number_and_who_has_left(client: Client, net, head, zhou):
    shop_at(net.north, of=zhou)
    zhou.postings.update(until=TODAY)

    page = client.get(reverse("desk:liaison")).content.decode()

    assert "周听澜" in page
    assert "已离开这个站" in page


def test_a_leader_sees_the_stations_and_one_of_them(client: Client, net, zhou):
    client.force_login(officer_as(Role.BUREAU_LEADER, net.bureau))

    every = client.get(reverse("desk:liaison")).content.decode()
    one = client.get(reverse("desk:liaison"), {"station": str(net.north.public_id)}).content.decode()

    assert "北指导站" in every
    assert "南指导站" in every
    assert "周听澜" in one


def test_a_foreign_station_answers_like_an_unknown_one(client: Client, net, head):
    foreign = client.get(reverse("desk:liaison"), {"station": str(net.south.public_id)})
    nonsense = client.get(reverse("desk:liaison"), {"station": "不是"})

    assert (foreign.status_code, nonsense.status_code) == (404, 404)


def test_a_proposal_is_looked_through_a_line_taken_out_and_accepted(client: Client, net, head, zhou):
    keep, take = shop_at(net.north, name="留的"), shop_at(net.north, name="拿的")
    proposal = asked(client, net)
    line = proposal.lines.get(business=take)

    client.post(reverse("desk:liaison_line", args=[line.public_id]), {"out": "1"})
    answer = client.post(reverse("desk:liaison_proposal_accept", args=[proposal.public_id]), follow=True)

    assert "采纳了" in answer.content.decode()
    assert list(Contact.objects.values_list("business__name", "officer__name")) == [(keep.name, "周听澜")]


def test_a_stale_proposal_says_so_and_is_refused(client: Client, net, head, zhou):
    shop = shop_at(net.north, name="变了的")
    proposal = asked(client, net)
    shop.status = "closed"
    shop.save(update_fields=["status"])

    page = client.get(reverse("desk:liaison_proposal", args=[proposal.public_id])).content.decode()
    refused = client.post(reverse("desk:liaison_proposal_accept", args=[proposal.public_id]))

    assert "不能采纳了" in page
    assert "变了的" in page
    assert (refused.status_code, Contact.objects.count()) == (409, 0)
    assert "这份建议作废了" in refused.content.decode()


def test_a_day_that_has_passed_is_refused_beside_its_field(client: Client, net, head, zhou):
    day = (TODAY - timedelta(days=3)).isoformat()

    answer = client.post(reverse("desk:liaison_propose"), {"station": str(net.north.public_id), "since": day})

    assert answer.status_code == 422
    assert f'value="{day}"' in answer.content.decode()
    assert "不能倒填" in answer.content.decode()


def test_a_district_proposal_says_that_it_is_being_computed(client: Client, net):
    client.force_login(officer_as(Role.BUREAU_LEADER, net.bureau))

    answer = client.post(reverse("desk:liaison_propose"), {"station": "all", "since": TODAY.isoformat()}, follow=True)

    assert "后台正在算" in answer.content.decode()


def test_a_hand_over_shows_what_there_is_moves_it_and_shows_what_went(client: Client, net, head, zhou):
    officer_as(Role.LIAISON, net.north, "许见山")
    shop_at(net.north, of=zhou, name="芦花小吃")
    path = reverse("desk:liaison_hand_over", args=[zhou.public_id])
    before = client.get(path).content.decode()

    answer = client.post(path, {"successor": "proposal", "since": TODAY.isoformat(), "seen": "1", "words": "调岗"}, follow=True)

    assert "芦花小吃" in before
    page = answer.content.decode()
    assert [word in page for word in ("芦花小吃", "许见山", "林拾穗", "调岗")] == [True] * 4


def test_a_refused_hand_over_keeps_what_was_typed(client: Client, net, head, zhou):
    officer_as(Role.LIAISON, net.north, "许见山")
    shop_at(net.north, of=zhou)
    path = reverse("desk:liaison_hand_over", args=[zhou.public_id])

    answer = client.post(path, {"successor": "proposal", "since": TODAY.isoformat(), "seen": "7", "words": "调岗"})

    assert (answer.status_code, HandOver.objects.count()) == (422, 0)
    assert 'value="调岗"' in answer.content.decode()
    assert "您看的时候是 7 件" in answer.content.decode()


def test_somebody_with_nothing_open_needs_no_hand_over(client: Client, net, head, zhou):
    page = client.get(reverse("desk:liaison_hand_over", args=[zhou.public_id])).content.decode()

    assert "手上没有要交接的" in page


def test_the_silent_list_is_taken_away_packed_with_its_manifest(client: Client, net, head):
    shop_at(net.north, registered_on=LONG_AGO)
    confirm_again(client)

    answer = client.post(reverse("desk:liaison_silent_export"), {"query": "which=individual", "form": "csv"})

    assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_a_point_gets_its_liaison_a_promise_and_the_word_that_it_was_kept(client: Client, net, head, zhou):
    point = make_point(net.north)
    soon = (TODAY + timedelta(days=3)).isoformat()
    client.post(
        reverse("desk:point_liaison", args=[point.public_id]), {"officer": str(zhou.public_id), "since": TODAY.isoformat()}
    )
    client.post(reverse("desk:point_promise", args=[point.public_id]), {"text": "把路灯修好", "to_whom": "店主", "due_on": soon})
    promise = PointPromise.objects.get()
    client.force_login(zhou)

    answer = client.post(reverse("desk:point_kept", args=[promise.public_id]), {"words": "灯修好了"}, follow=True)

    page = answer.content.decode()
    assert [word in page for word in ("把路灯修好", "做到了", "灯修好了")] == [True] * 3


def test_a_refused_promise_is_shown_again_as_it_was_typed(client: Client, net, head, zhou):
    point = make_point(net.north)
    soon = (TODAY + timedelta(days=3)).isoformat()
    path = reverse("desk:point_promise", args=[point.public_id])

    answer = client.post(path, {"text": "把路灯修好", "to_whom": "店主", "due_on": soon})

    assert answer.status_code == 422
    assert 'value="把路灯修好"' in answer.content.decode()
    assert "还没有一对一联络员" in answer.content.decode()


def test_an_empty_word_about_a_promise_is_refused_beside_it(client: Client, net, head, zhou):
    point = make_point(net.north)
    make_point_liaison(point, zhou)
    promise = make_promise(point, zhou, due_on=TODAY)

    answer = client.post(reverse("desk:point_kept", args=[promise.public_id]), {"words": ""})

    assert (answer.status_code, PointPromise.objects.get().kept_on) == (422, None)
