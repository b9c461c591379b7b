"""Starting a clock, beginning its count anew, stopping it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.figures.reading import figure as figure_of
from yingzhou.work.cases.actions.clocks.writing import facts_of, keep, locked, set_days
from yingzhou.work.cases.choices import ClockMade
from yingzhou.work.cases.models import Clock
from yingzhou.work.cases.rules import clocks as rules
from yingzhou.work.cases.rules.clock_refusals import AlreadyRunning


@transaction.atomic
def start_clock(*, about: str, about_id: UUID, figure: str, began_on: date, received_on: date, by: Actor) -> Clock:
    """Start a period of the law.  `received_on` fixes the rule set for the clock's whole life; `began_on` itself is not counted."""
    term = figure_of(figure, on=received_on)
    rules.check_period(term)
    rules.check_begins(began_on, received_on=received_on, today=today())
    clock = Clock(about=about, about_id=about_id, figure=figure, received_on=received_on, began_on=began_on)
    set_days(clock)
    try:
        with transaction.atomic():
            clock.save()
    except IntegrityError as running:
        raise AlreadyRunning(label=term.label) from running
    keep(clock, ClockMade.START, on=began_on, by=by, received_on=received_on)
    return clock


@transaction.atomic
def restart_clock(*, clock: Clock, on: date, why: str, by: Actor) -> Clock:
    """Begin the count anew from a day on which new facts came in; an extension falls away, a pause that runs goes on."""
    words = rules.check_reason(why)
    clock = locked(clock)
    rules.check_restart(on, facts_of(clock), today=today())
    clock.restarted_on, clock.extended_by = on, 0
    set_days(clock)
    keep(clock, ClockMade.RESTART, on=on, by=by, words=words)
    return clock


@transaction.atomic
def stop_clock(*, clock: Clock, on: date, why: str, by: Actor) -> Clock:
    """End a clock: what it was for has been done, or fell away.  Its days stay as they were."""
    words = rules.check_reason(why)
    clock = locked(clock)
    rules.check_begins(on, received_on=clock.received_on, today=today())
    clock.stopped_on, clock.stopped_why = on, words[:200]
    keep(clock, ClockMade.STOP, on=on, by=by, words=words, was_late=on > clock.due_strict)
    return clock
