"""延长: asked for by one, granted by whom the article names, once."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from yingzhou.base.clock import now, today
from yingzhou.base.trail.watching import check_sealing
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.actions.clocks.writing import facts_of, keep, locked, set_days, term_of
from yingzhou.work.cases.choices import ClockMade
from yingzhou.work.cases.models import Clock, ClockExtension
from yingzhou.work.cases.rules import clocks as rules
from yingzhou.work.cases.rules.clock_refusals import ExtensionWaits, NobodyAsked, NotWhoAsked


@transaction.atomic
def ask_clock_extension(*, clock: Clock, reason: str, by: Viewer) -> ClockExtension:
    """Ask for the extension the article gives; refused where it gives none, a second time, or once the term is over."""
    words = rules.check_reason(reason)
    clock = locked(clock)
    rules.check_extension_of(term_of(clock), facts_of(clock), due_strict=clock.due_strict, today=today())
    try:
        with transaction.atomic():
            asked = ClockExtension.objects.create(clock=clock, asked_by_id=by.officer_id, asked_at=now(), reason=words)
    except IntegrityError as waiting:
        raise ExtensionWaits() from waiting
    keep(clock, ClockMade.ASK_EXTENSION, on=today(), by=by, words=words)
    return asked


@transaction.atomic
def extend_clock(*, clock: Clock, reason: str, by: Viewer) -> Clock:
    """Grant the extension that waits.  `by` is whom the article names (article 27: the head of the bureau), and not who asked."""
    check_sealing()
    words = rules.check_reason(reason)
    clock = locked(clock)
    term = term_of(clock)
    length = rules.check_extension_of(term, facts_of(clock), due_strict=clock.due_strict, today=today())
    rules.check_approver(by, term)
    _decide(_waiting(clock, by), is_granted=True, answer=words, by=by)
    clock.extended_by = length
    set_days(clock)
    keep(clock, ClockMade.EXTEND, on=today(), by=by, words=words, length=length)
    return clock


@transaction.atomic
def refuse_clock_extension(*, clock: Clock, reason: str, by: Viewer) -> Clock:
    """Refuse the extension that waits; the days due stay."""
    check_sealing()
    words = rules.check_reason(reason)
    clock = locked(clock)
    rules.check_approver(by, term_of(clock))
    _decide(_waiting(clock, by), is_granted=False, answer=words, by=by)
    keep(clock, ClockMade.REFUSE_EXTENSION, on=today(), by=by, words=words)
    return clock


def _waiting(clock: Clock, by: Viewer) -> ClockExtension:
    asked = clock.extensions.select_for_update().filter(decided_at__isnull=True).first()
    if asked is None:
        raise NobodyAsked()
    if asked.asked_by_id == by.officer_id:
        raise NotWhoAsked()
    return asked


def _decide(asked: ClockExtension, *, is_granted: bool, answer: str, by: Viewer) -> None:
    asked.decided_by_id, asked.decided_at = by.officer_id, now()
    asked.is_granted, asked.answer = is_granted, answer
    asked.save(update_fields=["decided_by", "decided_at", "is_granted", "answer"])
