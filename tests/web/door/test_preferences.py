"""Language, theme and size are kept by a POST, and lead back to a page of ours only."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "cookie", "value"), [("language", "yz_language", "en"), ("theme", "yz_theme", "dark"), ("size", "yz_size", "large")]
)
def test_a_choice_is_kept_in_its_cookie(field: str, cookie: str, value: str) -> None:
    answer = Client().post("/preferences/", {field: value, "next": "/p/?a=1"})

    assert (answer.status_code, answer["Location"]) == (302, "/p/?a=1")
    assert answer.cookies[cookie].value == value


def test_a_value_nobody_offered_is_ignored() -> None:
    answer = Client().post("/preferences/", {"theme": "<script>"})

    assert not answer.cookies


def test_no_choice_leads_to_another_site() -> None:
    answer = Client().post("/preferences/", {"theme": "dark", "next": "//evil.example/"})

    assert answer["Location"] == "/"


def test_looking_changes_nothing() -> None:
    assert Client().get("/preferences/").status_code == 405
