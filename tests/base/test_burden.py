"""The meter counts forms: medians from a histogram that names nobody."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median_low

import pytest
from django.db import models

from yingzhou.base.burden import Cost, costs, note
from yingzhou.base.burden.models import FormCost

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 2)


def test_the_medians_are_those_of_all_records_of_the_period():
    told = [(31, 4), (44, 9), (86, 18), (90, 5), (12, 5), (44, 9)]
    for place, (seconds, taps) in enumerate(told):
        note("desk:case_new", seconds=seconds, taps=taps, on=DAY + timedelta(place % 3))
    note("desk:case_new", seconds=3000, taps=99, on=DAY - timedelta(1))
    note("desk:case_new", seconds=3000, taps=99, on=DAY + timedelta(3))

    found = costs(since=DAY, until=DAY + timedelta(3))

    steps = [round(seconds / 5) * 5 for seconds, _ in told]
    assert found == {"desk:case_new": Cost(records=6, seconds=median_low(steps), taps=median_low([taps for _, taps in told]))}


def test_two_records_that_cost_the_same_are_one_row_that_counts_two():
    note("desk:case_new", seconds=31, taps=4, on=DAY)
    note("desk:case_new", seconds=29, taps=4, on=DAY)

    assert [(row.seconds, row.taps, row.count) for row in FormCost.objects.all()] == [(30, 4, 2)]


def test_what_cannot_be_is_counted_as_the_nearest_that_can():
    note("desk:case_new", seconds=-5, taps=-1, on=DAY)
    note("desk:case_new", seconds=10**7, taps=10**6, on=DAY)

    assert sorted(FormCost.objects.values_list("seconds", "taps")) == [(0, 0), (3600, 500)]


def test_the_table_has_no_room_for_a_person_or_a_moment():
    kinds = {field.name: type(field) for field in FormCost._meta.get_fields()}

    assert set(kinds) == {"id", "form", "day", "seconds", "taps", "count"}
    assert models.DateTimeField not in kinds.values()
