"""While nobody could prove it later, nothing is decided; what citizens hand in is taken (A02)."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.factories.cases import closed, handed_in, make_town, open_matter
from yingzhou.base.trail.watching import SealingStopped
from yingzhou.work.cases import actions
from yingzhou.work.cases.choices import Kind, Outcome, Stage
from yingzhou.work.cases.models import Case


def leave_unsealed_for_five_hours() -> None:
    """A line as old as that, written past the trail's own door: the table takes new rows, whatever day they carry."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into trail_event (at, verb, actor, subject_kind, facts)"
            " values (now() - interval '5 hours', 'house.wait', 'system:test', '', '{}')"
        )


@pytest.mark.django_db
def test_a_matter_cannot_be_closed_while_sealing_has_stopped():
    town = make_town()
    case = handed_in(town)
    leave_unsealed_for_five_hours()

    with pytest.raises(SealingStopped, match="没有封存"):
        actions.close_case(case=case, outcome=Outcome.DONE, by=town.lin)

    assert Case.objects.get(pk=case.pk).stage == Stage.VERIFYING


@pytest.mark.django_db
def test_a_citizen_may_still_raise_a_matter():
    town = make_town()
    leave_unsealed_for_five_hours()

    assert open_matter(town, Kind.DEMAND).stage == Stage.INTAKE


@pytest.mark.django_db
def test_decisions_go_on_while_sealing_keeps_up():
    assert closed(make_town()).stage == Stage.CLOSED
