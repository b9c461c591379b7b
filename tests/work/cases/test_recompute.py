"""R24: the law's calendar at the turn of the year.  Loading a notice moves exactly the running clocks that lean on it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.engines import oracle
from tests.factories.accounts import make_officer
from tests.factories.clocks import ABOUT, SOMEBODY, approve_year, at, everyone_may_see, invented_year, make_clock
from yingzhou.base.outbox.models import Notification
from yingzhou.base.trail.models import Event
from yingzhou.rulebook import calendars
from yingzhou.work.cases import actions
from yingzhou.work.cases.models import Clock

pytestmark = pytest.mark.django_db

ACCEPTANCE, MEDIATION = "complaints.acceptance_days", "complaints.mediation_days"
BEFORE, AFTER = date(2026, 12, 25), date(2027, 3, 1)


def state() -> dict[int, tuple[object, ...]]:
    rows = Clock.objects.values_list("pk", "due_strict", "due_rolled", "is_provisional", "edition", "stopped_on")
    return {pk: tuple(rest) for pk, *rest in rows}


def recomputed() -> set[str]:
    return {str(pid) for pid in Event.objects.filter(verb="clock.recompute").values_list("subject_id", flat=True)}


def drill(count: int, today: date) -> None:
    """Clocks of 7 working and of 60 calendar days, begun on the days up to `today`; then the notice of 2027 comes."""
    clocks = [
        make_clock((ACCEPTANCE, MEDIATION)[place % 2], began_on=today - timedelta(days=place // 2 % 90)) for place in range(count)
    ]
    with at(today):
        actions.stop_clock(clock=clocks[0], on=today, why="办好了", by=SOMEBODY)
    concerned = {str(clock.public_id) for clock in Clock.objects.filter(stopped_on__isnull=True) if clock.is_provisional}
    untouched = {pk: row for pk, row in state().items() if not row[2] or row[4]}
    approve_year(2027)
    with at(today):
        changed = actions.recompute_clocks(year=2027)
        again = actions.recompute_clocks(year=2027)

    known = oracle.Known([*calendars.shipped(), invented_year()])
    for clock in Clock.objects.filter(stopped_on__isnull=True):
        length, unit = (7, "working_day") if clock.figure == ACCEPTANCE else (60, "calendar_day")
        expected = oracle.answer(known, clock.began_on, length, unit)
        assert (clock.due_strict, clock.due_rolled, clock.is_provisional) == expected, clock.began_on
    assert recomputed() == concerned
    assert (changed, again) == (len(concerned), 0)
    assert {pk: row for pk, row in state().items() if pk in untouched} == untouched


@pytest.mark.parametrize("today", [BEFORE, AFTER])
def test_loading_a_notice_touches_exactly_the_running_clocks_that_lean_on_it(today):
    drill(40, today)


@pytest.mark.slow
@pytest.mark.parametrize("today", [BEFORE, AFTER])
def test_a_thousand_clocks_at_the_turn_of_the_year(today):
    drill(1_000, today)


def test_whoever_answers_for_the_things_hears_once_of_all_of_them():
    officer = make_officer()
    clocks = [make_clock(MEDIATION, began_on=date(2026, 11, 20) + timedelta(days=place)) for place in range(3)]
    approve_year(2027)

    with everyone_may_see(officers=lambda about_id: [officer]):
        actions.recompute_clocks(year=2027)

    heard = Notification.objects.get()
    assert heard.to == officer
    assert heard.title == "2027 年放假安排已录入：您的 3 个期限重新算过"
    assert [clock.changes.count() for clock in clocks] == [2, 2, 2]


def test_an_approval_queues_one_job_for_each_year_the_notice_speaks_of():
    approve_year(2027)

    queued = ProcrastinateJob.objects.filter(task_name="cases.recompute_clocks").values_list("args", flat=True)
    assert list(queued) == [{"year": 2027}]


def test_a_paused_clock_is_worked_out_again_too_and_stays_paused():
    clock = make_clock(MEDIATION, began_on=date(2026, 11, 20))
    with at(date(2026, 12, 1)):
        actions.pause_clock(clock=clock, why="testing", since=date(2026, 12, 1), by=SOMEBODY)
    approve_year(2027)

    assert actions.recompute_clocks(year=2027) == 1

    clock.refresh_from_db()
    assert (clock.is_provisional, clock.pauses.get().until) == (False, None)


def test_a_clock_about_a_year_no_notice_came_for_stays_provisional():
    clock = make_clock("complaints.limitation_years", began_on=date(2026, 11, 20), about=ABOUT)
    approve_year(2027)

    assert actions.recompute_clocks(year=2027) == 0
    assert Clock.objects.get(pk=clock.pk).is_provisional
