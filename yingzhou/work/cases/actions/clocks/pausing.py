"""暂停、恢复: days the law takes out of the count, for the reasons its article knows and no other."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.trail.watching import check_sealing
from yingzhou.work.cases.actions.clocks.writing import facts_of, keep, locked, set_days, term_of
from yingzhou.work.cases.choices import ClockMade, Pause
from yingzhou.work.cases.models import Clock, ClockPause
from yingzhou.work.cases.rules import clocks as rules
from yingzhou.work.cases.rules.clock_refusals import AlreadyPaused, NotPaused


@transaction.atomic
def pause_clock(*, clock: Clock, why: Pause, since: date, by: Actor) -> Clock:
    """Stop counting from `since` on; refused for a reason the article does not know (a recusal is none)."""
    check_sealing()
    clock = locked(clock)
    facts = facts_of(clock)
    if any(pause.until is None for pause in facts.pauses):
        raise AlreadyPaused()
    reason = rules.check_pause(why, term_of(clock), facts, since=since, today=today())
    ClockPause.objects.create(clock=clock, why=reason, since=since)
    keep(clock, ClockMade.PAUSE, on=since, by=by, words=str(reason.label), why=reason)
    return clock


@transaction.atomic
def resume_clock(*, clock: Clock, until: date, by: Actor) -> Clock:
    """Count again from `until` on; the days in between are out of the count, and the days due move."""
    clock = locked(clock)
    pause = clock.pauses.filter(until__isnull=True).first()
    if pause is None:
        raise NotPaused()
    rules.check_resume(until, since=pause.since, today=today())
    pause.until = until
    pause.save(update_fields=["until"])
    set_days(clock)
    keep(clock, ClockMade.RESUME, on=until, by=by, days=(until - pause.since).days)
    return clock
