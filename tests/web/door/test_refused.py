"""Refusals and errors are pages in words."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from yingzhou.web.door import refused


@pytest.mark.django_db
def test_an_unknown_address_answers_with_a_page_that_says_what_would_work(client: Client) -> None:
    page = client.get("/nowhere/")

    assert page.status_code == 404
    assert "打开 /nowhere/" in page.content.decode()
    assert "怎样可以" in page.content.decode()


def test_an_error_page_needs_no_database_and_shows_the_code_that_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    page = refused.broken(RequestFactory().get("/desk/anything/"))

    code = caplog.records[0].args[0]  # type: ignore[index]
    assert page.status_code == 500
    assert str(code) in page.content.decode()


def test_a_request_whose_origin_cannot_be_checked_is_told_how_to_hand_it_in_again() -> None:
    page = Client(enforce_csrf_checks=True).post("/preferences/", {"theme": "dark"})

    assert page.status_code == 403
    assert "刷新后再交" in page.content.decode()


@pytest.mark.django_db
def test_a_spent_one_time_link_is_not_shown_again(client: Client) -> None:
    page = client.get("/desk/invited/spent-one-time-token/")

    assert page.status_code == 404
    assert "spent-one-time-token" not in page.content.decode()
