"""延期: asked for by one, granted or refused by another."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import day_of, now
from yingzhou.base.trail.watching import check_sealing
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import rules
from yingzhou.work.cases.actions import telling
from yingzhou.work.cases.actions.moving import With, locked, move
from yingzhou.work.cases.choices import Made
from yingzhou.work.cases.models import Case, Extension


@transaction.atomic
def ask_extension(*, case: Case, to_day: date, reason: str, by: Viewer) -> Extension:
    """Ask for a later day, within what one extension may be; one waits at a time."""
    case = locked(case)
    rules.check_extension(to_day, due_on=case.due_on, received_on=day_of(case.received_at))
    move(
        case,
        Made.ASK_EXTENSION,
        by=by,
        given=rules.given(reason=reason, day=to_day),
        come_with=With(words=reason, due_on=to_day),
        facts={"to_day": to_day},
    )
    try:
        with transaction.atomic():
            asked = Extension.objects.create(
                case=case, asked_by_id=by.officer_id, asked_at=now(), reason=reason, from_day=case.due_on, to_day=to_day
            )
    except IntegrityError as waiting:
        raise rules.AlreadyWaiting() from waiting
    telling.extension_asked(case)
    return asked


@transaction.atomic
def decide_extension(*, case: Case, is_granted: bool, by: Actor, answer: str = "") -> Extension:
    """Grant or refuse the extension that waits; never one's own."""
    check_sealing()
    case = locked(case)
    asked = case.extensions.select_for_update().filter(decided_at__isnull=True).first()
    if asked is None:
        raise rules.NothingToDecide()
    if isinstance(by, Viewer) and asked.asked_by_id == by.officer_id:
        raise rules.NotByYourself(move=Made.EXTEND.label)
    move(
        case,
        Made.EXTEND,
        by=by,
        given=rules.given(day=asked.to_day),
        come_with=With(words=answer, due_on=asked.to_day if is_granted else None),
        changes={"due_on": asked.to_day} if is_granted else {},
        facts={"is_granted": is_granted, "to_day": asked.to_day},
    )
    asked.decided_by_id = by.officer_id if isinstance(by, Viewer) else None
    asked.decided_at, asked.is_granted, asked.answer = now(), is_granted, answer.strip()
    asked.save(update_fields=["decided_by", "decided_at", "is_granted", "answer"])
    telling.extension_decided(case, asked_by=asked.asked_by, is_granted=is_granted)
    return asked
