"""Find, solve and remove fall out of the moves."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from tests.factories.cases import closed, make_town, open_matter
from yingzhou.base.clock import now, today
from yingzhou.work.cases import queries

pytestmark = pytest.mark.django_db


def test_medians_per_station_for_what_was_closed_in_the_period():
    town = make_town()
    began = today() - timedelta(days=4)
    closed(town, began_on=began)
    closed(town)

    (north,) = queries.times_spent(viewer=town.leader, since=today(), until=today() + timedelta(days=1))

    assert (north.station_name, north.closed, north.reopened) == ("北指导站", 2, 0)
    assert 4 <= north.find_days < 5
    assert (north.solve_days, north.remove_days) == (0, 0)


def test_a_period_without_closings_has_no_rows():
    town = make_town()
    closed(town)

    assert queries.times_spent(viewer=town.leader, since=today() + timedelta(days=1), until=today() + timedelta(days=9)) == []


def test_open_ones_are_counted_by_age_with_empty_buckets():
    town = make_town()
    with time_machine.travel(now() - timedelta(days=20)):
        open_matter(town)

    assert queries.open_by_age(viewer=town.song) == [("7", 0), ("30", 1), ("60", 0), ("more", 0)]


def test_the_promise_is_derived_day_by_day_and_ends_on_the_promised_day():
    town = make_town()
    with time_machine.travel("2026-09-30T02:00:00Z"):
        case = open_matter(town)

    days = queries.counted_days(case)

    assert (days[-1].day, days[-1].number, days[-1].is_due) == (case.due_on, 7, True)
    assert [day.number for day in days if not day.is_rest] == [1, 2, 3, 4, 5, 6, 7]
    assert all(day.is_rest for day in days[:7]), "National Day does not count"
