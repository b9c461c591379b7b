"""How days, moments, numbers and data are shown."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.template import engines
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from yingzhou.web.shared import showing

LATE_IN_UTC = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_november() -> Any:
    with time_machine.travel(datetime(2026, 11, 23, 4, tzinfo=UTC), tick=False):
        yield


def test_a_moment_is_shown_in_shanghai() -> None:
    assert showing.moment(LATE_IN_UTC) == "11月23日 02:30"


@pytest.mark.parametrize(
    ("day", "chinese", "english"),
    [
        (date(2026, 11, 3), "11月3日", "3 Nov"),
        (date(2027, 1, 1), "2027-01-01", "2027-01-01"),
        (None, "—", "—"),
    ],
)
def test_a_day_of_another_year_carries_its_year(day: date | None, chinese: str, english: str) -> None:
    shown = showing.day(day)
    with translation.override("en"):
        assert (shown, showing.day(day)) == (chinese, english)


def test_a_weekday_is_that_of_shanghai() -> None:
    assert showing.weekday(LATE_IN_UTC) == "星期一"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1284, "1\u202f284"), (37, "37"), (-1234567, "-1\u202f234\u202f567"), ("1,000 以上", "1,000 以上"), (None, "—")],
)
def test_thousands_stand_apart(value: Any, shown: str) -> None:
    assert showing.number(value) == shown


@given(st.recursive(st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_data_in_a_script_cannot_leave_it_and_arrives_unchanged(value: Any) -> None:
    text = str(showing.json_in_script(value))

    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == value


def test_ids_are_never_given_twice() -> None:
    assert len({showing.fresh_id("d") for _ in range(100)}) == 100


def test_a_name_from_the_database_is_text_and_never_markup() -> None:
    template = engines["jinja2"].from_string('{% from "components/ui.html" import chip, head %}{{ chip(name) }}{{ head(name) }}')

    assert "<img" not in template.render({"name": "<img src=x onerror=alert(1)>"})


def test_a_name_that_is_missing_breaks_the_page_instead_of_vanishing() -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        engines["jinja2"].from_string("{{ nobody_gave_this }}").render({})
