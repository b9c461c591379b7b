"""Every role × every address × near, far and unknown thing × every method: nothing of the far station shows, far answers like unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from tests.web.matrix.table import COMMON, Address, addresses
from tests.web.matrix.world import NAME, PHONE, POSTED, Side, World, make_world
from yingzhou.base.clock import now
from yingzhou.web.door.confirming import SLOT
from yingzhou.work.accounts.choices import SEPARATED, Role
from yingzhou.work.network.rules.postings import BUREAU_WIDE

METHODS = ("get", "post")
OTHER_METHODS = ("head", "put", "patch", "delete", "options")
ALL = sorted(addresses(), key=lambda address: address.name)
ABOUT_SOMETHING = [address for address in ALL if address.parts]
#: Roles that have no content by default, whatever the station.
WITHOUT_CONTENT = SEPARATED | {Role.ASSOCIATION}
CHANGING = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}|nonce="[^"]*"|id="[^"]*"|\d\d:\d\d:\d\d'
)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def client_of(world: World, role: Role | None) -> Client:
    """Signed in as the near side's holder of a role, password just confirmed; or nobody."""
    client = Client(raise_request_exception=False)
    if role is not None:
        client.force_login(world.people[role])
        session = client.session
        session[SLOT] = now().timestamp()
        session.save()
    return client


def ask(client: Client, method: str, path: str) -> tuple[int, bytes]:
    """Status and body, with whatever was changed taken back."""
    try:
        with transaction.atomic():
            answer = getattr(client, method)(path)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            seen = answer.status_code, body + repr(sorted(answer.headers.items())).encode()
            raise _TakeBack
    except _TakeBack:
        return seen


class _TakeBack(Exception):
    pass


def test_every_address_that_names_a_thing_is_in_the_matrix():
    assert [address.name for address in ABOUT_SOMETHING if address.things() is None] == []


def test_a_stranger_gets_the_public_pages_and_the_sign_in_page_only(world: World):
    client = client_of(world, None)
    wrong = []
    for address in ALL:
        for method in ("get", "post"):
            status, body = ask(client, method, address.at(world, "near"))
            shown = [mark for mark in world.near.marks + world.far.marks if mark.encode() in body]
            turned_away = status in (302, 403, 405) or address.access.public
            if shown or status >= 500 or not turned_away:
                wrong.append((address.name, method, status, shown))

    assert wrong == []


def test_the_marks_are_there_to_be_seen_by_those_who_may(world: World):
    head, leader = client_of(world, Role.STATION_HEAD), client_of(world, Role.BUREAU_LEADER)
    by_head = b"".join(ask(head, "get", address.at(world, "near"))[1] for address in ALL).decode(errors="replace")
    by_leader = b"".join(ask(leader, "get", address.at(world, "far"))[1] for address in ALL).decode(errors="replace")

    assert {mark for mark in world.near.marks if mark not in by_head} <= {"NEAR-notice", "NEAR-twin", NAME, PHONE}
    assert {mark for mark in world.far.marks if mark not in by_leader} <= {"FAR-notice", "FAR-twin", "FAR-file", NAME, PHONE}


@pytest.mark.parametrize("role", list(POSTED), ids=lambda role: role.value)
def test_a_role_sees_what_is_its_own_and_of_the_rest_not_even_that_it_is_there(world: World, role: Role):
    client = client_of(world, role)

    faults = [fault for address in ALL for fault in faults_of(client, world, role, address)]

    assert faults == []


def test_no_method_opens_what_get_and_post_do_not(world: World):
    client = client_of(world, Role.STATION_HEAD)
    faults = []
    for address in ALL:
        for method in OTHER_METHODS:
            status, body = ask(client, method, address.at(world, "far"))
            if status >= 500 or marks_in(body, world.far):
                faults.append((address.name, method, status))

    assert faults == []


def faults_of(client: Client, world: World, role: Role, address: Address) -> Iterator[tuple[object, ...]]:
    """What is wrong with the answers one address gives one role."""
    if not address.parts:
        for method in METHODS:
            status, body = ask(client, method, address.at(world, "near"))
            yield from faults_in(status, body, world, role, near=True, about=(address.name, method))
        return
    status, body = ask(client, "get", address.at(world, "near"))
    yield from faults_in(status, body, world, role, near=True, about=(address.name, "near"))
    if role in BUREAU_WIDE:
        return
    for method in METHODS:
        far_status, far = ask(client, method, address.at(world, "far"))
        unknown_status, unknown = ask(client, method, address.at(world, "unknown"))
        yield from faults_in(far_status, far, world, role, near=False, about=(address.name, method))
        alike = far_status == unknown_status and abs(length(far) - length(unknown)) <= 16
        if address.is_about() not in COMMON and not alike:
            yield address.name, method, "far differs from unknown", far_status, unknown_status, length(far), length(unknown)


def faults_in(
    status: int, body: bytes, world: World, role: Role, *, near: bool, about: tuple[str, str]
) -> Iterator[tuple[object, ...]]:
    if status >= 500:
        yield *about, "breaks"
    if any(secret.encode() in body for secret in (NAME, PHONE)):
        yield *about, "shows who raised it, or a whole telephone number"
    if role not in BUREAU_WIDE and (shown := marks_in(body, world.far)):
        yield *about, "shows the far station", *shown
    if role in WITHOUT_CONTENT and (shown := marks_in(body, world.near)):
        yield *about, "shows content", *shown


def marks_in(body: bytes, side: Side) -> list[str]:
    return [mark for mark in side.marks if mark.encode() in body]


def length(body: bytes) -> int:
    return len(CHANGING.sub(b"", body))


@pytest.mark.parametrize("role", list(POSTED), ids=lambda role: role.value)
def test_what_a_role_may_not_open_is_refused_in_words_with_whom_to_ask(world: World, role: Role):
    client = client_of(world, role)
    wordless = []
    for address in ALL:
        if not address.access.roles or role in address.access.roles:
            continue
        status, body = ask(client, "get", address.at(world, "near"))
        if status == 405:  # an act, not a page
            status, body = ask(client, "post", address.at(world, "near"))
        if status != 403 or "请联系" not in body.decode():
            wordless.append((address.name, status))

    assert wordless == []
