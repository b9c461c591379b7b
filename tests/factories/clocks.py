"""Statutory clocks for tests, about a thing of a kind of the tests' own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

import time_machine

from yingzhou.base.actors import Agent
from yingzhou.base.clock import SHANGHAI
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
