"""The search page: kind by kind, within what the viewer sees, with and without JavaScript."""

from __future__ import annotations

import pytest

from tests.factories.accounts import make_officer
from tests.factories.network import make_organization, post, put_under
from tests.factories.registry import make_business, seat
from yingzhou.base.search import indexing
from yingzhou.web.desk.views import search as view
from yingzhou.work.accounts.choices import Role
from yingzhou.work.network.choices import Kind

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/search/"


@pytest.fixture
def net(client):
    """Two stations with a shop each, and the index caught up."""
    bureau = make_organization(Kind.BUREAU, "某局")
    stations = [make_organization(Kind.STATION, name) for name in ("荷沼站", "蓼苇站")]
    for station, name in zip(stations, ("顾伯伯蟹庄", "顾伯伯米行"), strict=True):
        put_under(station, bureau)
        seat(make_business(name, registered_address="长堤路7号"), station)
    indexing.refresh()
    return bureau, *stations


@pytest.fixture
def sign_in(client):
    def as_(role, organization):
        officer = make_officer()
        post(officer, role, organization)
        client.force_login(officer)
        return client

    return as_


def test_strangers_are_sent_to_the_door(client):
    assert client.get(ADDRESS, {"q": "顾"}).status_code == 302


def test_a_leader_finds_by_initials_in_every_station(net, sign_in):
    page = sign_in(Role.BUREAU_LEADER, net[0]).get(ADDRESS, {"q": "gbb"})

    assert ("顾伯伯蟹庄" in page.text, "顾伯伯米行" in page.text) == (True, True)


def test_a_station_officer_finds_only_what_is_the_stations(net, sign_in):
    page = sign_in(Role.STATION_OFFICER, net[1]).get(ADDRESS, {"q": "顾伯伯"})

    assert ("顾伯伯蟹庄" in page.text, "顾伯伯米行" in page.text) == (True, False)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SECURITY_OFFICER, Role.SYSTEM_OPERATOR])
def test_who_has_no_content_finds_none(net, sign_in, role):
    page = sign_in(role, net[0]).get(ADDRESS, {"q": "顾伯伯"})

    assert "顾伯伯蟹庄" not in page.text
    assert "没有找到" in page.text


def test_a_liaison_finds_only_own_businesses(net, sign_in):
    page = sign_in(Role.LIAISON, net[1]).get(ADDRESS, {"q": "顾伯伯"})

    assert "顾伯伯蟹庄" not in page.text


def test_while_typing_only_the_list_comes_back(net, sign_in):
    part = sign_in(Role.BUREAU_LEADER, net[0]).get(ADDRESS, {"q": "蟹庄"}, headers={"HX-Target": "found", "HX-Request": "true"})

    assert "<html" not in part.text
    assert "顾伯伯蟹庄" in part.text
    assert "HX-Target" in part["Vary"]


def test_a_slip_is_said_to_be_one(net, sign_in):
    page = sign_in(Role.BUREAU_LEADER, net[0]).get(ADDRESS, {"q": "顾博博蟹庄"})

    assert "只差一两个字" in page.text
    assert "顾伯伯蟹庄" in page.text


@pytest.mark.parametrize("asked", ["", "   ", "'\"><script>", "长" * 300, "%", "\x00"])
def test_whatever_is_typed_the_page_answers(net, sign_in, asked):
    page = sign_in(Role.BUREAU_LEADER, net[0]).get(ADDRESS, {"q": asked})

    assert page.status_code in (200, 400)
    assert "<script>" not in page.text.replace("<script src", "")


def test_the_number_of_queries_does_not_grow_with_the_hits(net, sign_in, django_assert_max_num_queries):
    client = sign_in(Role.STATION_OFFICER, net[1])
    for number in range(5):
        seat(make_business(f"顾伯伯分店{number}"), net[1])
    indexing.refresh()

    with django_assert_max_num_queries(24):
        client.get(ADDRESS, {"q": "顾伯伯"})


def test_a_program_that_reads_the_index_out_is_stopped(net, sign_in, monkeypatch):
    monkeypatch.setattr(view, "BURST", 2)
    client = sign_in(Role.BUREAU_LEADER, net[0])

    assert [client.get(ADDRESS, {"q": "顾伯伯"}).status_code for _ in range(3)] == [200, 200, 429]
