"""R23: a day is a day in Asia/Shanghai; a second before midnight and midnight fall on two of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.clocks import ABOUT, SOMEBODY, at, make_clock
from yingzhou.base.clock import SHANGHAI, day_of
from yingzhou.work.cases import actions
from yingzhou.work.cases.queries import clocks
from yingzhou.work.cases.rules.clock_refusals import DayNotPossible

DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 30))
LAST_SECOND, MIDNIGHT = time(23, 59, 59), time(0, 0, 0)


@given(DAYS)
@settings(max_examples=500)
def test_the_last_second_belongs_to_its_day_and_midnight_to_the_next(day):
    late = datetime.combine(day, LAST_SECOND, tzinfo=SHANGHAI)

    assert day_of(late.astimezone(UTC)) == day
    assert day_of((late + timedelta(seconds=1)).astimezone(UTC)) == day + timedelta(days=1)


@given(DAYS, st.times())
@settings(max_examples=500)
def test_every_moment_has_one_day_whatever_the_zone_it_is_told_in(day, hour):
    moment = datetime.combine(day, hour, tzinfo=UTC)

    assert day_of(moment) == day_of(moment.astimezone(SHANGHAI)) == (moment + timedelta(hours=8)).date()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hour", "on", "days_left", "state"),
    [
        pytest.param(LAST_SECOND, date(2026, 7, 5), 0, "running", id="the last second of the last day"),
        pytest.param(MIDNIGHT, date(2026, 7, 6), -1, "late", id="midnight after it"),
    ],
)
def test_a_clock_is_late_at_midnight_and_not_a_second_before(hour, on, days_left, state):
    clock = make_clock("complaints.mediation_days", began_on=date(2026, 5, 6))

    with at(on, hour):
        shown = clocks.clocks_about(ABOUT, clock.about_id)[0]

    assert (shown.days_left, shown.state) == (days_left, state)


@pytest.mark.django_db
def test_a_clock_started_a_second_before_midnight_cannot_begin_tomorrow():
    clock = make_clock("complaints.acceptance_days", began_on=date(2026, 5, 6))

    with at(date(2026, 5, 6), LAST_SECOND), pytest.raises(DayNotPossible):
        actions.stop_clock(clock=clock, on=date(2026, 5, 7), why="办好了", by=SOMEBODY)
    with at(date(2026, 5, 7), MIDNIGHT):
        assert actions.stop_clock(clock=clock, on=date(2026, 5, 7), why="办好了", by=SOMEBODY).stopped_on == date(2026, 5, 7)
