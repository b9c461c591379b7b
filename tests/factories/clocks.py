"""Statutory clocks for tests, about a thing of a kind of the tests' own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import time_machine

from tests.factories.accounts import make_officer
from yingzhou.base.actors import Agent
from yingzhou.base.clock import SHANGHAI
from yingzhou.base.figures import notices, writing
from yingzhou.base.figures.models import OwnFigure, OwnYear
from yingzhou.rulebook.calendars import Year
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import actions
from yingzhou.work.cases.models import Clock
from yingzhou.work.cases.queries import clocks

ABOUT = "tests.thing"
SOMEBODY = Agent("test")


@contextmanager
def at(day: date, hour: time = time(10, 0)) -> Iterator[None]:
    """As if it were this day in Shanghai."""
    moment = datetime.combine(day, hour, tzinfo=SHANGHAI).astimezone(UTC)
    with time_machine.travel(moment, tick=False):
        yield


def make_clock(figure: str = "complaints.mediation_days", *, began_on: date, **facts: Any) -> Clock:
    """A clock started on the day it began, received the same day unless said otherwise."""
    facts = {"about": ABOUT, "about_id": uuid4(), "received_on": began_on, "by": SOMEBODY, **facts}
    with at(began_on):
        return actions.start_clock(figure=figure, began_on=began_on, **facts)


@contextmanager
def everyone_may_see(**more: Any) -> Iterator[None]:
    """The tests' own kind of thing is shown to everybody."""
    clocks.register(ABOUT, lambda viewer, about_id: True, **more)
    try:
        yield
    finally:
        clocks.unregister(ABOUT)


def invented_year(year: int = 2027) -> Year:
    """A holiday notice made up for the tests: no arrangement of that year is known here."""
    spring = date(year, 2, 5)
    rest = {date(year, 1, day): "元旦" for day in (1, 2, 3)}
    rest |= {spring + timedelta(days=place): "春节" for place in range(9)}
    rest |= {date(year, 4, day): "清明节" for day in (3, 4, 5)}
    rest |= {date(year, 5, day): "劳动节" for day in range(1, 6)}
    rest |= {date(year, 6, 9): "端午节", date(year, 9, 15): "中秋节"}
    rest |= {date(year, 10, day): "国庆节" for day in range(1, 8)}
    moving = [*(spring + timedelta(days=place) for place in range(4)), date(year, 4, 5), date(year, 6, 9), date(year, 9, 15)]
    fixed = [date(year, month, day) for month, day in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))]
    weekend = {day for day in rest if day.weekday() >= 5}
    worked = {date(year, 2, 14) + timedelta(days=place) for place in range(14)} - weekend
    return Year(
        year,
        f"测试用的{year}年放假安排（测试〔{year - 1}〕1号）",
        date(year - 1, 11, 5),
        "A",
        rest,
        frozenset({*moving, *fixed}),
        frozenset(sorted(day for day in worked if day.weekday() >= 5)[:2]),
    )


def approve_year(year: int = 2027, notice: Year | None = None) -> OwnYear:
    """Entered by one person, approved by another."""
    people = [viewer_of(make_officer()) for _ in range(2)]
    own = notices.enter_year(year=notice or invented_year(year), by=people[0])
    return notices.approve_year(notice=own.public_id, by=people[1])


def waiting_notice(year: int = 2027) -> OwnYear:
    """Entered by somebody, approved by nobody yet."""
    return notices.enter_year(year=invented_year(year), by=viewer_of(make_officer()))


def waiting_figure(name: str = "stalls.look_days") -> OwnFigure:
    """A value somebody entered and nobody approved yet."""
    told = {"label": "摊位巡看间隔", "label_en": "days between looks at a stall", "unit": "calendar_day"}
    source = "区局通知〔2026〕3号"
    return writing.enter(name=name, since=date(2026, 1, 1), value=30, source=source, by=viewer_of(make_officer()), **told)


def viewer_of(officer: Officer) -> Viewer:
    return Viewer(officer_id=officer.pk, public_id=officer.public_id, name=officer.name)
