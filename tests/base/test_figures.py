from __future__ import annotations

from datetime import date

import pytest
import yaml
from django.db import IntegrityError

from tests.factories.accounts import make_officer
from yingzhou.base.clock import now
from yingzhou.base.figures import reading, writing
from yingzhou.base.figures.models import OwnFigure
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.rulebook import NoValueOn, UnknownFigure, shipped
from yingzhou.work.accounts.rules import Viewer

pytestmark = pytest.mark.django_db

SHIPPED = "complaints.acceptance_days"
OWN = {
    "label": "摊位巡看间隔",
    "label_en": "days between looks at a stall",
    "unit": "calendar_day",
    "source": "区局通知〔2026〕3号",
}


def person() -> Viewer:
    officer = make_officer()
    return Viewer(officer_id=officer.pk, public_id=officer.public_id, name=officer.name)


def in_force(**facts) -> OwnFigure:
    own = writing.enter(by=person(), **facts)
    return writing.approve(figure=own.public_id, by=person())


def test_a_value_holds_only_after_another_person_approved_it():
    own = writing.enter(name="stalls.look_days", since=date(2026, 1, 1), value=30, by=person(), **OWN)
    before = reading.book()

    writing.approve(figure=own.public_id, by=person())

    with pytest.raises(UnknownFigure):
        before.figure("stalls.look_days", on=date(2026, 5, 1))
    assert reading.figure("stalls.look_days", on=date(2026, 5, 1)).value == 30
    assert reading.book().version != before.version
    assert [event.verb for event in Event.objects.order_by("pk")] == ["figure.enter", "figure.approve"]


def test_nobody_approves_what_they_entered():
    author = person()
    own = writing.enter(name="stalls.look_days", since=date(2026, 1, 1), value=30, by=author, **OWN)

    with pytest.raises(writing.ApprovedByTheSame):
        writing.approve(figure=own.public_id, by=author)

    assert not reading.approved().exists()


def test_the_database_too_refuses_one_person_for_both():
    own = writing.enter(name="stalls.look_days", since=date(2026, 1, 1), value=30, by=person(), **OWN)

    with pytest.raises(IntegrityError, match="figure_approved_by_another"):
        OwnFigure.objects.filter(pk=own.pk).update(approved_by_id=own.entered_by_id, approved_at=now())


def test_a_published_value_is_never_changed():
    first = shipped().series(SHIPPED).values[0]

    with pytest.raises(writing.FigureRefused, match="只能补缺的日期"):
        writing.enter(name=SHIPPED, since=first.since, value=99, source="区局通知", by=person())

    assert not OwnFigure.objects.exists()
    assert not Event.objects.exists()


def test_a_later_value_follows_a_published_one_and_leaves_its_days_alone():
    last = shipped().series(SHIPPED).values[-1]
    later = date(last.since.year + 5, 1, 1)

    in_force(name=SHIPPED, since=later, value=5, source="新办法第十五条")

    assert reading.figure(SHIPPED, on=last.since).value == last.value
    assert reading.figure(SHIPPED, on=date(later.year - 1, 12, 31)).value == last.value
    assert reading.figure(SHIPPED, on=later).value == 5
    assert shipped().figure(SHIPPED, on=later).value == last.value


def test_a_figure_of_ones_own_ends_when_it_says():
    in_force(name="stalls.look_days", since=date(2026, 1, 1), until=date(2026, 6, 30), value=30, **OWN)

    with pytest.raises(NoValueOn):
        reading.figure("stalls.look_days", on=date(2026, 7, 1))


def test_two_values_that_fit_alone_but_not_together_are_not_both_approved():
    span = {"name": "stalls.look_days", "until": date(2026, 12, 31), **OWN}
    first = writing.enter(since=date(2026, 1, 1), value=30, by=person(), **span)
    second = writing.enter(since=date(2026, 6, 1), value=20, by=person(), **span)
    writing.approve(figure=first.public_id, by=person())

    with pytest.raises(writing.FigureRefused):
        writing.approve(figure=second.public_id, by=person())

    assert list(reading.approved()) == [first]


@pytest.mark.parametrize("lacks", ["label", "unit"])
def test_a_new_figure_needs_its_words(lacks):
    with pytest.raises(writing.FigureRefused, match=lacks):
        writing.enter(name="stalls.look_days", since=date(2026, 1, 1), value=30, by=person(), **{**OWN, lacks: ""})


def test_what_waits_can_be_taken_back_and_what_holds_cannot():
    waiting = writing.enter(name="stalls.look_days", since=date(2026, 1, 1), value=30, by=person(), **OWN)
    held = in_force(name="stalls.rest_days", since=date(2026, 1, 1), value=2, **OWN)

    writing.withdraw(figure=waiting.public_id, by=person())
    with pytest.raises(NotFound):
        writing.withdraw(figure=held.public_id, by=person())

    assert list(OwnFigure.objects.all()) == [held]


def test_what_holds_can_be_taken_along_as_yaml():
    in_force(name="stalls.look_days", since=date(2026, 1, 1), value=30, **OWN)

    assert yaml.safe_load(reading.as_yaml()) == {
        "stalls.look_days": [{**OWN, "from": date(2026, 1, 1), "value": 30, "confidence": "A"}]
    }
