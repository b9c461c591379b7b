from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import confirm_again, make_factor, make_officer
from tests.factories.network import make_net, officer_as, post
from yingzhou.base.clock import today
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Factor, Officer

pytestmark = pytest.mark.django_db
TODAY = today()


@pytest.fixture
def net():
    return make_net()


@pytest.fixture
def keeper(net):
    return officer_as(Role.SECURITY_OFFICER, net.bureau, "安全员")


@pytest.fixture
def desk(client, keeper) -> Client:
    client.force_login(keeper)
    confirm_again(client)
    return client


def at(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECURITY_OFFICER}))
def test_only_the_security_officer_sees_people(client, net, role):
    place = net.bureau
    client.force_login(officer_as(role, place))

    answer = client.get(at("people"))

    assert answer.status_code == 403
    assert "安全管理员" in answer.content.decode()


def test_the_list_shows_what_each_person_holds_today_a_page_at_a_time(desk, net):
    for number in range(60):
        post(make_officer(f"甲{number:02d}"), Role.LIAISON, net.north)

    first = desk.get(at("people")).content.decode()
    second = desk.get(re.search(r'rel="next" href="([^"]+)"', first).group(1).replace("&amp;", "&")).content.decode()

    assert first.count("联络员 · 北指导站") == 50 - first.count("安全管理员 · ")
    assert first.count("联络员 · 北指导站") + second.count("联络员 · 北指导站") == 60


def test_a_person_is_added_posted_and_invited_in_three_steps(desk, net):
    desk.post(at("person_add"), {"username": "d0117", "name": "林拾穗"})
    officer = Officer.objects.get(username="d0117")
    posting = {"role": Role.STATION_HEAD.value, "organization": net.north.public_id, "since": TODAY.isoformat()}

    posted = desk.post(at("person_grant", officer.public_id), posting)
    page = desk.post(at("person_invite", officer.public_id), {"kind": "first"}).content.decode()
    link = re.search(r"http://testserver(/desk/invited/[^<]+)<", page).group(1)

    assert posted.status_code == 302
    assert officer.postings.get().role == Role.STATION_HEAD
    assert Client().get(link).status_code == 200


def test_a_refused_posting_comes_back_with_what_was_typed(desk, net):
    officer = officer_as(Role.LIAISON, net.north)
    typed = {"role": Role.AUDITOR.value, "organization": net.bureau.public_id, "since": TODAY.isoformat()}

    answer = desk.post(at("person_grant", officer.public_id), typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "不能是同一个人" in page
    assert f'value="{net.bureau.public_id}" selected' in page


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("person_grant", {"role": "bureau_leader", "since": TODAY.isoformat()}),
        ("person_invite", {"kind": "factor"}),
        ("person_lock", {"reason": "left"}),
        ("person_unlock", {}),
    ],
)
def test_never_for_oneself(desk, keeper, net, name, typed):
    make_factor(keeper)

    answer = desk.post(at(name, keeper.public_id), {**typed, "organization": net.bureau.public_id})

    keeper.refresh_from_db()
    assert answer.status_code in (403, 422)
    assert "不能给自己办" in answer.content.decode()
    assert (keeper.is_active, keeper.postings.count(), Factor.objects.count()) == (True, 1, 1)


def test_changing_people_asks_for_the_password_again(client, keeper, net):
    client.force_login(keeper)
    officer = make_officer()

    for name in ("person_grant", "person_invite", "person_lock", "person_end_sessions"):
        assert client.post(at(name, officer.public_id), {}).status_code == 403
    assert client.get(at("person", officer.public_id)).status_code == 200


def test_locking_ends_every_session_and_unlocking_lets_in_again(desk, net):
    officer, phone = officer_as(Role.LIAISON, net.north), Client()
    phone.force_login(officer)

    desk.post(at("person_lock", officer.public_id), {"reason": "lost"})
    locked = phone.get(at("me")).status_code
    desk.post(at("person_unlock", officer.public_id))

    officer.refresh_from_db()
    assert (locked, officer.is_active) == (302, True)


def test_a_posting_ends_today(desk, net):
    officer = make_officer()
    posting = post(officer, Role.LIAISON, net.north)

    desk.post(at("posting_end", posting.public_id))

    posting.refresh_from_db()
    assert posting.until == TODAY
