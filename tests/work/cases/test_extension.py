"""延期: asked by one, decided by another, one at a time, no longer than one may be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from tests.factories.cases import dispatched, make_town, open_matter
from yingzhou.base.clock import day_of, now
from yingzhou.work.cases import actions, rules
from yingzhou.work.cases.choices import Stage
from yingzhou.work.cases.models import Case, Extension, Move

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def later(case: Case):
    return rules.latest_extension(case.due_on, received_on=day_of(case.received_at))


def test_a_granted_extension_moves_the_promise(town):
    case = dispatched(town)
    asked = actions.ask_extension(case=case, to_day=later(case), reason="等检测结果", by=town.shen)
    promised = case.due_on

    actions.decide_extension(case=case, is_granted=True, by=town.lin)

    case.refresh_from_db()
    asked.refresh_from_db()
    assert (case.due_on, asked.is_granted, asked.decided_by_id) == (asked.to_day, True, town.lin.officer_id)
    assert case.due_on > promised


def test_a_refused_one_leaves_the_promise(town):
    case = dispatched(town)
    actions.ask_extension(case=case, to_day=later(case), reason="忙", by=town.shen)

    actions.decide_extension(case=case, is_granted=False, answer="先去看一趟", by=town.lin)

    promised = case.due_on
    case.refresh_from_db()
    assert case.due_on == promised


def test_nobody_grants_his_own(town):
    case = dispatched(town, handler=town.lin)
    actions.ask_extension(case=case, to_day=later(case), reason="等检测结果", by=town.lin)

    with pytest.raises(rules.NotByYourself):
        actions.decide_extension(case=case, is_granted=True, by=town.lin)


@pytest.mark.parametrize("days", [0, -3, 60])
def test_an_extension_that_is_none_or_too_long_is_refused(town, days):
    case = dispatched(town)

    with pytest.raises(rules.ExtensionTooLong):
        actions.ask_extension(case=case, to_day=case.due_on + timedelta(days=days), reason="忙", by=town.shen)

    assert Extension.objects.count() == 0


def test_one_waits_at_a_time(town):
    case = dispatched(town)
    actions.ask_extension(case=case, to_day=later(case), reason="等检测结果", by=town.shen)

    with pytest.raises(rules.AlreadyWaiting):
        actions.ask_extension(case=case, to_day=later(case), reason="再等等", by=town.shen)

    assert Move.objects.filter(case=case, name="ask_extension").count() == 1


def test_deciding_what_nobody_asked_is_refused(town):
    with pytest.raises(rules.NothingToDecide):
        actions.decide_extension(case=dispatched(town), is_granted=True, by=town.lin)


def test_the_database_refuses_a_closed_case_without_its_day(town):
    case = open_matter(town)

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(stage=Stage.CLOSED, outcome="done")


def test_the_database_refuses_handling_by_nobody(town):
    case = open_matter(town)

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(stage=Stage.HANDLING, station=town.net.north)


@pytest.mark.parametrize("sql", ["update cases_move set words = 'x'", "delete from cases_move"])
def test_the_database_refuses_to_change_a_move(town, sql):
    open_matter(town)

    with pytest.raises(ProgrammingError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_clock_escalates_what_is_late_once_a_promised_day(town):
    case = dispatched(town)
    Case.objects.filter(pk=case.pk).update(due_on=day_of(now()) - timedelta(days=1))

    assert [actions.escalate_overdue(), actions.escalate_overdue()] == [1, 0]
    assert Move.objects.filter(case=case, name="escalate").count() == 1
