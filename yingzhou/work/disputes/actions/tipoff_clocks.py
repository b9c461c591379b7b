"""举报的期限: the check of fifteen working days, what stops it, who lengthens it.  Nothing written into a clock names anybody."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.outbox.writing import notify
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.choices import Pause
from yingzhou.work.cases.models import Clock
from yingzhou.work.disputes import rules
from yingzhou.work.disputes.actions.tipoffs import LIST, locked, step
from yingzhou.work.disputes.choices import ExtensionReason, TipoffStep
from yingzhou.work.disputes.models import Tipoff
from yingzhou.work.disputes.queries import asked_extension, check_clock, kept_away, standing_of
from yingzhou.work.network.models import Posting
from yingzhou.work.network.queries import in_force

EXTENSIONS = "/desk/tipoff-extensions/"


@transaction.atomic
def pause_check(*, tipoff: Tipoff, why: Pause, since: date, by: Viewer) -> Clock:
    """Testing and its like stand outside the period."""
    tipoff = _worked_on(tipoff, by)
    clock = cases.pause_clock(clock=_running(tipoff), why=why, since=since, by=by)
    step(tipoff, TipoffStep.PAUSE, by=by)
    return clock


@transaction.atomic
def resume_check(*, tipoff: Tipoff, until: date, by: Viewer) -> Clock:
    """The result is there: the count goes on."""
    tipoff = _worked_on(tipoff, by)
    clock = cases.resume_clock(clock=_running(tipoff), until=until, by=by)
    step(tipoff, TipoffStep.RESUME, by=by)
    return clock


@transaction.atomic
def ask_check_extension(*, tipoff: Tipoff, why: ExtensionReason, by: Viewer) -> None:
    """Ask the head of the bureau for more time; the reason comes from a list, so that it cannot name anybody."""
    tipoff = _worked_on(tipoff, by)
    cases.ask_clock_extension(clock=_running(tipoff), reason=str(why.label), by=by)
    away = kept_away(tipoff)
    leaders = Posting.objects.filter(in_force(today()), role=Role.BUREAU_LEADER).select_related("officer")
    for posting in leaders:
        if posting.officer_id not in away:
            notify(to=posting.officer, title=_("有一件需要您处理"), url=EXTENSIONS)


@transaction.atomic
def decide_check_extension(*, clock: UUID, is_granted: bool, by: Viewer) -> Clock:
    """The head of the bureau says yes or no, knowing the number and the reason, not the report."""
    asked = asked_extension(by, clock)
    if is_granted:
        decided = cases.extend_clock(clock=asked.clock, reason=str(_("同意")), by=by)
    else:
        decided = cases.refuse_clock_extension(clock=asked.clock, reason=str(_("不同意")), by=by)
    step(asked.tipoff, TipoffStep.EXTEND if is_granted else TipoffStep.NOT_EXTEND, by=by)
    if asked.tipoff.handler is not None:
        notify(to=asked.tipoff.handler, title=_("有一件需要您处理"), url=LIST)
    return decided


def stop_check(tipoff: Tipoff, *, by: Actor) -> None:
    """The decision ends the check."""
    clock = check_clock(tipoff)
    if clock is not None:
        cases.stop_clock(clock=clock, on=today(), why=str(_("已作出决定")), by=by)


def stop_reply(tipoff: Tipoff, *, by: Actor) -> None:
    """The answer ends the period a law gives for it."""
    for clock in Clock.objects.filter(about=rules.ABOUT, about_id=tipoff.public_id, stopped_on__isnull=True):
        cases.stop_clock(clock=clock, on=today(), why=str(_("已告知举报人")), by=by)


def restart_check(tipoff: Tipoff, *, on: date, by: Actor) -> None:
    """New facts begin the period anew from the last receipt (article 35)."""
    clock = check_clock(tipoff)
    if clock is not None:
        began = clock.restarted_on or clock.began_on
        cases.restart_clock(clock=clock, on=max(on, began), why=str(_("补充了新事实")), by=by)


def _worked_on(tipoff: Tipoff, by: Viewer) -> Tipoff:
    tipoff = locked(tipoff, by=by)
    rules.check_works_on(standing_of(by, tipoff))
    return tipoff


def _running(tipoff: Tipoff) -> Clock:
    clock = check_clock(tipoff)
    if clock is None:
        raise rules.AlreadyDecided()
    return clock
