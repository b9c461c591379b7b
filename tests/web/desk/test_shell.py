"""The frame: an entry is shown to those its page lets in, and counting costs one question at most."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import RequestFactory

from yingzhou.web.desk import shell
from yingzhou.web.desk.shell import MENU, Frame, may_open
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Grant, Viewer


@pytest.fixture(autouse=True)
def _nothing_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    shell.address("home")  # the pages are imported, and with them whatever counts
    monkeypatch.setattr(shell, "_counters", [])


def viewer_with(*roles: Role) -> Viewer:
    grants = tuple(Grant(role=role, organization_id=1, organization_name="甲站") for role in roles)
    return Viewer(officer_id=1, public_id=uuid4(), name="林拾穗", grants=grants)


def frame_of(viewer: Viewer | None, path: str = "/desk/") -> Frame:
    request = RequestFactory().get(path)
    request.viewer = viewer  # type: ignore[attr-defined]
    return Frame(request)


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_shows_what_the_door_lets_in_and_nothing_else(role: Role) -> None:
    viewer = viewer_with(role)

    shown = {entry.href for group in frame_of(viewer).menu for entry in group.entries}

    assert shown == {shell.address(page.name) for section in MENU for page in section.pages if may_open(viewer, page.name)}


def test_a_visitor_sees_no_menu() -> None:
    assert frame_of(None).menu == []


def test_a_person_with_two_posts_sees_both_named_once() -> None:
    frame = frame_of(viewer_with(Role.LIAISON, Role.STATION_OFFICER, Role.LIAISON))

    assert (frame.place, frame.posts) == ("甲站", "联络员、所干部")


def test_counting_is_asked_once_however_often_it_is_shown() -> None:
    asked: list[Viewer] = []

    def count(viewer: Viewer) -> dict[str, int]:
        asked.append(viewer)
        return {"desk:notifications": 3}

    shell.count_with(count)
    frame = frame_of(viewer_with(Role.LIAISON))
    shown = (frame.unread, len(frame.menu), frame.unread)

    assert (shown[0], shown[2], len(asked)) == (3, 3, 1)


def test_nothing_is_counted_where_no_menu_is_shown() -> None:
    asked: list[Viewer] = []
    shell.count_with(lambda viewer: asked.append(viewer) or {})

    frame_of(viewer_with(Role.LIAISON))

    assert asked == []


def test_two_that_count_are_added_up() -> None:
    shell.count_with(lambda viewer: {"desk:notifications": 3})
    shell.count_with(lambda viewer: {"desk:case_list": 21})

    assert frame_of(viewer_with(Role.LIAISON)).counts == {"desk:notifications": 3, "desk:case_list": 21}


def test_only_the_home_page_itself_marks_the_home_page() -> None:
    viewer = viewer_with(Role.LIAISON)

    marked = [entry.href for group in frame_of(viewer, "/desk/me/").menu for entry in group.entries if entry.current]

    assert marked == []
