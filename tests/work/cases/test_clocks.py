"""Statutory clocks: the day of receipt fixes the law, the article says what stops, lengthens and restarts them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from tests.factories.clocks import ABOUT, SOMEBODY, at, everyone_may_see, make_clock
from tests.factories.network import make_net, viewer_as
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases import actions
from yingzhou.work.cases.choices import Pause
from yingzhou.work.cases.models import Clock, ClockChange
from yingzhou.work.cases.queries import clocks
from yingzhou.work.cases.rules import clock_refusals as refusals

pytestmark = pytest.mark.django_db

MEDIATION, CLUE, ACCEPTANCE = "complaints.mediation_days", "complaints.clue_check_days", "complaints.acceptance_days"
MAY = date(2026, 5, 6)


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def view_of(clock: Clock, on: date) -> clocks.ClockView:
    with at(on):
        return clocks.clocks_about(clock.about, clock.about_id)[0]


@pytest.mark.parametrize(
    ("received", "length", "unit", "due"),
    [
        pytest.param(date(2026, 4, 14), 45, "working_day", date(2026, 6, 18), id="the last day of Order 20"),
        pytest.param(date(2026, 4, 15), 60, "calendar_day", date(2026, 6, 14), id="the first day of Order 121"),
    ],
)
def test_the_day_of_receipt_fixes_the_rule_set(received, length, unit, due):
    clock = make_clock(MEDIATION, began_on=received)

    shown = view_of(clock, date(2026, 4, 20))

    assert (shown.length, shown.unit, shown.due_strict) == (length, unit, due)


def test_a_complaint_of_the_old_order_accepted_under_the_new_one_still_lives_under_the_old():
    clock = make_clock(MEDIATION, began_on=date(2026, 4, 20), received_on=date(2026, 4, 14))

    assert view_of(clock, date(2026, 4, 20)).length == 45


def test_starting_tells_the_trail_and_the_history_once():
    clock = make_clock(ACCEPTANCE, began_on=MAY)

    assert verbs() == ["clock.start"]
    assert [(change.name, change.due_strict) for change in clock.changes.all()] == [("start", date(2026, 5, 14))]
    assert clock.edition == "2026 国办发明电〔2025〕7号"


def test_the_same_period_does_not_run_twice_about_one_thing():
    clock = make_clock(ACCEPTANCE, began_on=MAY)

    with pytest.raises(refusals.AlreadyRunning):
        make_clock(ACCEPTANCE, began_on=MAY, about_id=clock.about_id)

    assert Clock.objects.count() == 1
    assert verbs() == ["clock.start"]


@pytest.mark.parametrize("day", [date(2026, 5, 5), date(2026, 5, 7)])
def test_a_clock_begins_neither_before_the_receipt_nor_in_the_future(day):
    with at(MAY), pytest.raises(refusals.DayNotPossible):
        actions.start_clock(about=ABOUT, about_id=uuid4(), figure=ACCEPTANCE, began_on=day, received_on=MAY, by=SOMEBODY)

    assert not Clock.objects.exists()


def test_days_of_testing_move_the_day_due_by_their_number():
    clock = make_clock(MEDIATION, began_on=MAY)
    with at(date(2026, 6, 1)):
        actions.pause_clock(clock=clock, why=Pause.TESTING, since=date(2026, 5, 20), by=SOMEBODY)
        resumed = actions.resume_clock(clock=clock, until=date(2026, 5, 30), by=SOMEBODY)

    assert resumed.due_strict == date(2026, 7, 5) + timedelta(days=10)
    assert verbs() == ["clock.start", "clock.pause", "clock.resume"]


def test_a_recusal_stops_nothing_and_is_shown_as_a_risk():
    clock = make_clock(MEDIATION, began_on=MAY)

    with at(MAY), pytest.raises(refusals.PauseNotAllowed, match="检测、鉴定"):
        actions.pause_clock(clock=clock, why="recusal", since=MAY, by=SOMEBODY)
    with everyone_may_see(risks=lambda about_id: [clocks.rules.RECUSAL_RISK]):
        shown = view_of(clock, MAY)

    assert shown.state == "running"
    assert shown.risks == (str(clocks.rules.RECUSAL_RISK),)
    assert verbs() == ["clock.start"]


def test_nothing_stops_the_days_for_deciding_on_acceptance():
    clock = make_clock(ACCEPTANCE, began_on=MAY)

    with at(MAY), pytest.raises(refusals.PauseNotAllowed, match="没有任何情形"):
        actions.pause_clock(clock=clock, why=Pause.TESTING, since=MAY, by=SOMEBODY)


def test_a_paused_clock_is_not_late_and_its_days_left_stand_still():
    clock = make_clock(MEDIATION, began_on=MAY)
    with at(date(2026, 5, 20)):
        actions.pause_clock(clock=clock, why=Pause.APPRAISAL, since=date(2026, 5, 20), by=SOMEBODY)

    shown = view_of(clock, date(2026, 9, 1))

    assert (shown.state, shown.days_left, shown.paused_for) == ("paused", 46, "鉴定")


def test_one_pause_at_a_time_and_nothing_to_resume_without_one():
    clock = make_clock(MEDIATION, began_on=MAY)
    with at(date(2026, 5, 20)):
        with pytest.raises(refusals.NotPaused):
            actions.resume_clock(clock=clock, until=date(2026, 5, 20), by=SOMEBODY)
        actions.pause_clock(clock=clock, why=Pause.TESTING, since=MAY, by=SOMEBODY)
        with pytest.raises(refusals.AlreadyPaused):
            actions.pause_clock(clock=clock, why=Pause.TESTING, since=MAY, by=SOMEBODY)


@pytest.fixture
def bureau():
    net = make_net()
    return {
        "handler": viewer_as(Role.DEPARTMENT, net.bureau, "承办人"),
        "head": viewer_as(Role.STATION_HEAD, net.north, "站长"),
        "leader": viewer_as(Role.BUREAU_LEADER, net.bureau, "局长"),
    }


def test_the_head_of_the_bureau_extends_by_what_the_article_says(bureau):
    clock = make_clock(CLUE, began_on=MAY)
    with at(date(2026, 5, 20)):
        actions.ask_clock_extension(clock=clock, reason="外省协查未回", by=bureau["handler"])
        extended = actions.extend_clock(clock=clock, reason="同意", by=bureau["leader"])

    assert (clock.due_strict, extended.due_strict, extended.extended_by) == (date(2026, 5, 26), date(2026, 6, 16), 15)
    assert verbs() == ["clock.start", "clock.ask_extension", "clock.extend"]


@pytest.mark.parametrize("who", ["head", "handler"])
def test_nobody_but_whom_the_article_names_extends(bureau, who):
    clock = make_clock(CLUE, began_on=MAY)
    with at(date(2026, 5, 20)):
        actions.ask_clock_extension(clock=clock, reason="外省协查未回", by=bureau["handler"])
        with pytest.raises(refusals.NotApprover, match="市场监督管理部门负责人"):
            actions.extend_clock(clock=clock, reason="同意", by=bureau[who])

    assert Clock.objects.get().due_strict == date(2026, 5, 26)
    assert "clock.extend" not in verbs()


def test_a_leader_does_not_grant_what_he_asked_for(bureau):
    clock = make_clock(CLUE, began_on=MAY)
    with at(date(2026, 5, 20)):
        actions.ask_clock_extension(clock=clock, reason="外省协查未回", by=bureau["leader"])
        with pytest.raises(refusals.NotWhoAsked):
            actions.extend_clock(clock=clock, reason="同意", by=bureau["leader"])

    assert Clock.objects.get().extended_by == 0


def test_an_extension_is_had_once_and_not_after_the_end(bureau):
    clock = make_clock(CLUE, began_on=MAY)
    late = make_clock(CLUE, began_on=MAY)
    with at(date(2026, 5, 20)):
        actions.ask_clock_extension(clock=clock, reason="外省协查未回", by=bureau["handler"])
        actions.extend_clock(clock=clock, reason="同意", by=bureau["leader"])
        with pytest.raises(refusals.ExtendedAlready):
            actions.ask_clock_extension(clock=clock, reason="再等等", by=bureau["handler"])
    with at(date(2026, 5, 27)), pytest.raises(refusals.TermOver):
        actions.ask_clock_extension(clock=late, reason="忙", by=bureau["handler"])


def test_a_refused_extension_leaves_the_day(bureau):
    clock = make_clock(CLUE, began_on=MAY)
    with at(date(2026, 5, 20)):
        actions.ask_clock_extension(clock=clock, reason="忙", by=bureau["handler"])
        kept = actions.refuse_clock_extension(clock=clock, reason="先去看一趟", by=bureau["leader"])

    assert (kept.due_strict, kept.extended_by) == (date(2026, 5, 26), 0)


def test_a_period_without_an_extension_in_its_article_has_none(bureau):
    clock = make_clock(MEDIATION, began_on=MAY)

    with at(MAY), pytest.raises(refusals.NoExtension, match="第二十三条"):
        actions.ask_clock_extension(clock=clock, reason="忙", by=bureau["handler"])


def test_new_facts_begin_the_count_anew():
    clock = make_clock("reports.check_days", began_on=MAY)
    with at(date(2026, 5, 20)):
        again = actions.restart_clock(clock=clock, on=date(2026, 5, 20), why="补充了新的进货单", by=SOMEBODY)

    assert (clock.due_strict, again.due_strict) == (date(2026, 5, 26), date(2026, 6, 10))
    assert verbs() == ["clock.start", "clock.restart"]


def test_a_stopped_clock_takes_nothing_more():
    clock = make_clock(ACCEPTANCE, began_on=MAY)
    with at(date(2026, 5, 8)):
        actions.stop_clock(clock=clock, on=date(2026, 5, 8), why="已作出受理决定", by=SOMEBODY)
        with pytest.raises(refusals.ClockStopped):
            actions.restart_clock(clock=clock, on=date(2026, 5, 8), why="又来了", by=SOMEBODY)

    shown = view_of(clock, date(2026, 9, 1))
    assert (shown.state, shown.days_left) == ("stopped", 5)


def test_a_reason_stays_out_of_the_trail():
    clock = make_clock(ACCEPTANCE, began_on=MAY)
    with at(MAY):
        actions.stop_clock(clock=clock, on=MAY, why="蓝鲸记号", by=SOMEBODY)

    assert ClockChange.objects.filter(words="蓝鲸记号").exists()
    assert not [event for event in Event.objects.all() if "蓝鲸记号" in str(event.facts)]


def test_a_day_in_a_year_without_a_notice_is_provisional_and_says_so():
    clock = make_clock(MEDIATION, began_on=date(2026, 11, 20))

    shown = view_of(clock, date(2026, 11, 20))

    assert (shown.due_strict, shown.is_provisional, shown.edition) == (date(2027, 1, 19), True, "2027 年放假安排未公布")
    assert "暂定" in shown.risks[0]


def test_a_clock_is_seen_by_whom_the_owner_of_the_thing_says_and_a_kind_without_owner_by_nobody(bureau):
    clock = make_clock(ACCEPTANCE, began_on=MAY)

    with pytest.raises(NotFound):
        clocks.clock_for(bureau["leader"], clock.public_id)
    with everyone_may_see():
        assert clocks.clock_for(bureau["leader"], clock.public_id) == clock
    with pytest.raises(NotFound):
        clocks.clock_for(bureau["leader"], uuid4())


def test_the_clocks_of_many_things_take_as_many_queries_as_those_of_one(django_assert_num_queries):
    ids = [make_clock(ACCEPTANCE, began_on=MAY).about_id for _ in range(3)]

    with django_assert_num_queries(5):
        clocks.clocks_of(ABOUT, ids[:1])
    with django_assert_num_queries(5):
        found = clocks.clocks_of(ABOUT, ids)

    assert [len(found[one]) for one in ids] == [1, 1, 1]


@pytest.mark.parametrize("sql", ["update cases_clockchange set words = 'x'", "delete from cases_clockchange"])
def test_the_database_refuses_to_change_what_happened(sql):
    make_clock(ACCEPTANCE, began_on=MAY)

    with pytest.raises(ProgrammingError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_refuses_a_second_running_clock_and_a_stop_without_a_reason():
    clock = make_clock(ACCEPTANCE, began_on=MAY)

    with pytest.raises(IntegrityError, match="clock_stop_says_why"), transaction.atomic():
        Clock.objects.filter(pk=clock.pk).update(stopped_on=MAY)
    clock.pk, clock.public_id = None, uuid4()
    with pytest.raises(IntegrityError, match="clock_one_runs_a_figure"), transaction.atomic():
        clock.save(force_insert=True)
