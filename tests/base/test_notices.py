"""Next year's holiday notice: typed by one, approved by another, never in place of a shipped one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.factories.accounts import make_officer
from tests.factories.clocks import approve_year, invented_year, viewer_of
from yingzhou.base.clock import now
from yingzhou.base.figures import days, notices
from yingzhou.base.figures.models import OwnYear
from yingzhou.base.figures.writing import ApprovedByTheSame
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event

pytestmark = pytest.mark.django_db


def person():
    return viewer_of(make_officer())


def test_a_notice_holds_only_after_another_person_approved_it():
    own = notices.enter_year(year=invented_year(), by=person())
    before = 2027 in days.days().years

    notices.approve_year(notice=own.public_id, by=person())

    assert (before, 2027 in days.days().years) == (False, True)
    assert days.calendar().knows(date(2027, 5, 1))
    assert [event.verb for event in Event.objects.order_by("pk")] == ["calendar.enter", "calendar.approve"]


def test_nobody_approves_what_they_entered():
    author = person()
    own = notices.enter_year(year=invented_year(), by=author)

    with pytest.raises(ApprovedByTheSame):
        notices.approve_year(notice=own.public_id, by=author)

    assert not days.approved().exists()


def test_the_database_too_refuses_one_person_for_both():
    own = notices.enter_year(year=invented_year(), by=person())

    with pytest.raises(IntegrityError, match="own_year_approved_by_another"), transaction.atomic():
        OwnYear.objects.filter(pk=own.pk).update(approved_by_id=own.entered_by_id, approved_at=now())


def test_a_shipped_year_is_never_replaced():
    with pytest.raises(notices.YearIsShipped, match="2026"):
        notices.enter_year(year=invented_year(2026), by=person())

    assert not OwnYear.objects.exists()
    assert not Event.objects.exists()


def test_one_notice_a_year_waits_at_a_time():
    notices.enter_year(year=invented_year(), by=person())

    with pytest.raises(notices.NoticeWaits):
        notices.enter_year(year=invented_year(), by=person())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"made_up": frozenset({date(2027, 3, 3)})}, "补班日不是周末：2027-03-03", id="a make-up day in the week"),
        pytest.param({"statutory": frozenset({date(2027, 3, 3)})}, "法定节假日不在放假日里：2027-03-03", id="a festival not off"),
        pytest.param({"made_up": frozenset({date(2027, 2, 7)})}, "既放假又补班：2027-02-07", id="off and worked"),
        pytest.param({"rest": {date(2026, 5, 1): "劳动节"}}, "日期不在 2027 年", id="another year's day"),
        pytest.param({"statutory": frozenset()}, "2027-10-01 没有标为法定节假日", id="a fixed festival forgotten"),
        pytest.param({"source": "明年的通知"}, "没有文号", id="no document number"),
    ],
)
def test_a_notice_that_cannot_be_right_is_refused_in_a_sentence(changes, words):
    with pytest.raises(notices.NoticeRefused, match=words):
        notices.enter_year(year=replace(invented_year(), **changes), by=person())

    assert not OwnYear.objects.exists()


def test_a_later_notice_for_an_entered_year_follows_the_first():
    approve_year(2027)
    approve_year(2027, replace(invented_year(), made_up=frozenset({date(2027, 2, 20)})))

    assert days.days().made_up & {date(2027, 2, 20), date(2027, 2, 14)} == {date(2027, 2, 20)}


def test_what_waits_can_be_taken_back_and_what_holds_cannot():
    held = approve_year(2027)
    waiting = notices.enter_year(year=invented_year(2028), by=person())

    notices.withdraw_year(notice=waiting.public_id, by=person())
    with pytest.raises(NotFound):
        notices.withdraw_year(notice=held.public_id, by=person())

    assert list(OwnYear.objects.all()) == [held]
