"""One way to change a clock: lock it, work out its days anew, keep what happened, write one line."""

from __future__ import annotations

from datetime import date

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.figures.days import known
from yingzhou.base.figures.reading import figure
from yingzhou.base.trail.writing import record
from yingzhou.rulebook import Figure
from yingzhou.work.cases.choices import ClockMade, Pause
from yingzhou.work.cases.models import Clock, ClockChange
from yingzhou.work.cases.rules import clocks as rules
from yingzhou.work.cases.rules.clock_refusals import ClockStopped


def locked(clock: Clock) -> Clock:
    """The clock, held until the end of the transaction; refused once it has stopped."""
    held = Clock.objects.select_for_update().get(pk=clock.pk)
    if not held.is_running:
        raise ClockStopped()
    return held


def term_of(clock: Clock) -> Figure:
    """The figure of the day of receipt: later law does not reach this clock."""
    return figure(clock.figure, on=clock.received_on)


def facts_of(clock: Clock) -> rules.ClockFacts:
    """What the days of a clock follow from."""
    pauses = sorted(clock.pauses.all(), key=lambda pause: (pause.since, pause.pk)) if clock.pk else ()
    return rules.ClockFacts(
        began_on=clock.began_on,
        restarted_on=clock.restarted_on,
        extended_by=clock.extended_by,
        pauses=tuple(rules.PauseFacts(Pause(pause.why), pause.since, pause.until) for pause in pauses),
    )


def reckoned(clock: Clock) -> rules.Reckoned:
    """The days of a clock by the calendar as it is known now."""
    return rules.reckon(facts_of(clock), term_of(clock), *known())


def set_days(clock: Clock) -> rules.Reckoned:
    """Put the days of a clock as they follow now; not saved."""
    found = reckoned(clock)
    clock.due_strict, clock.due_rolled = found.due.due_strict, found.due.due_rolled
    clock.is_provisional, clock.edition = found.due.provisional, found.edition
    return found


def keep(clock: Clock, made: ClockMade, *, on: date, by: Actor, words: str = "", **facts: object) -> None:
    """Save the clock, add what happened to its history, and one line to the trail.

    Reasons stay in the history and out of the trail: a reason may name a person.
    """
    clock.save()
    ClockChange.objects.create(
        clock=clock,
        name=made,
        on=on,
        at=now(),
        actor=by.actor,
        words=words,
        due_strict=clock.due_strict,
        due_rolled=clock.due_rolled,
        is_provisional=clock.is_provisional,
        edition=clock.edition,
    )
    told = {"figure": clock.figure, "on": on, "due_strict": clock.due_strict, "is_provisional": clock.is_provisional}
    record(f"clock.{made.value}", clock, by=by, **told, **facts)
