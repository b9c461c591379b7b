"""Periods, by example and by property."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingzhou.engines.deadlines import Suspension, WorkCalendar, due

NATIONAL_DAY_2026 = WorkCalendar(
    years=frozenset({2026}),
    rest={
        **{date(2026, 9, day): "中秋节" for day in (25, 26, 27)},
        **{date(2026, 10, day): "国庆节" for day in range(1, 8)},
    },
    statutory=frozenset({date(2026, 9, 25), date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 3)}),
    made_up=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("start", "length", "unit", "strict"),
    [
        pytest.param(date(2026, 9, 7), 7, "working_day", date(2026, 9, 16), id="over one weekend"),
        pytest.param(date(2026, 9, 18), 1, "working_day", date(2026, 9, 20), id="a Sunday worked in exchange"),
        pytest.param(date(2026, 9, 30), 7, "working_day", date(2026, 10, 15), id="over National Day"),
        pytest.param(date(2026, 9, 1), 30, "calendar_day", date(2026, 10, 4), id="ends on a statutory holiday, moves past it"),
        pytest.param(date(2026, 9, 6), 30, "calendar_day", date(2026, 10, 6), id="ends on a day merely arranged off, stays"),
        pytest.param(date(2026, 8, 31), 6, "month", date(2027, 2, 28), id="a shorter month ends on its last day"),
        pytest.param(date(2024, 2, 29), 1, "year", date(2025, 2, 28), id="a leap day"),
        pytest.param(date(2026, 11, 30), 1, "month", date(2026, 12, 30), id="to the same number"),
    ],
)
def test_due(start, length, unit, strict):
    assert due(start, length, unit, NATIONAL_DAY_2026).due_strict == strict


def test_the_rolled_date_moves_off_weekends_and_arranged_days_too():
    answer = due(date(2026, 9, 6), 30, "calendar_day", NATIONAL_DAY_2026)

    assert (answer.due_strict, answer.due_rolled) == (date(2026, 10, 6), date(2026, 10, 8))


def test_days_of_testing_are_not_counted_and_say_so():
    pause = Suspension(date(2026, 9, 8), date(2026, 9, 9), "检测")

    answer = due(date(2026, 9, 7), 3, "calendar_day", NATIONAL_DAY_2026, suspensions=[pause])

    assert answer.due_strict == date(2026, 9, 12)
    assert [day.why for day in answer.days if not day.counted] == ["起始日不计入", "检测", "检测"]


def test_a_date_that_leans_on_an_unknown_year_is_provisional():
    assert due(date(2026, 12, 25), 7, "working_day", NATIONAL_DAY_2026).provisional
    assert not due(date(2026, 12, 1), 7, "working_day", NATIONAL_DAY_2026).provisional


def test_the_derivation_can_be_read():
    assert due(date(2026, 9, 18), 2, "working_day", NATIONAL_DAY_2026).reasons == (
        "2026-09-18 不计 起始日不计入",
        "2026-09-19 不计 周末",
        "2026-09-20 第 1 日 调休上班",
        "2026-09-21 第 2 日 工作日",
    )


@pytest.mark.parametrize(("length", "unit"), [(0, "working_day"), (1, "fortnight")])
def test_a_period_that_is_none_is_refused(length, unit):
    with pytest.raises(ValueError):
        due(date(2026, 9, 18), length, unit, NATIONAL_DAY_2026)


@given(DAYS, st.integers(1, 90))
def test_a_longer_period_never_ends_earlier_and_the_count_is_exact(start, length):
    shorter, longer = (due(start, n, "working_day", NATIONAL_DAY_2026) for n in (length, length + 1))

    assert shorter.due_strict <= longer.due_strict
    assert sum(day.counted for day in shorter.days) == length


@given(DAYS, st.integers(1, 400))
def test_a_working_day_period_ends_on_a_working_day(start, length):
    assert NATIONAL_DAY_2026.is_working(due(start, length, "working_day", NATIONAL_DAY_2026).due_strict)


@given(DAYS, st.integers(1, 60), st.integers(0, 40))
def test_a_pause_inside_a_calendar_period_moves_its_last_counted_day_by_its_length(start, length, pause):
    begins = start + timedelta(days=1)
    gap = [Suspension(begins, begins + timedelta(days=pause - 1))] if pause else []

    counted = [day.date for day in due(start, length, "calendar_day", WorkCalendar(), suspensions=gap).days if day.counted]

    assert counted[-1] == start + timedelta(days=length + pause)
