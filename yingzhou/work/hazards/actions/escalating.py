"""逾期没有回音: put before the head, then the department, then a leader of the bureau; stopped with a reason."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor, Agent
from yingzhou.base.clock import now, today
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards import rules
from yingzhou.work.hazards.actions import telling
from yingzhou.work.hazards.actions.moving import check, given, held, said
from yingzhou.work.hazards.choices import Level, State
from yingzhou.work.hazards.models import Escalation, Hazard
from yingzhou.work.hazards.queries.book import steps_on
from yingzhou.work.hazards.rules import Do

CLOCK = Agent("clock")
MOST = 500


def escalate_unanswered(*, by: Actor = CLOCK) -> int:
    """Every hazard past its owner's day without an answer, put before each level it has reached, once for that day; how many.

    What a person stopped for that day stays stopped; a new day starts anew.
    """
    steps = steps_on(today())
    late = Hazard.objects.filter(state=State.FIXING, due_on__lt=today()).select_related("case__handler", "case__station")
    return sum(_escalated(hazard, steps, by) for hazard in late.order_by("due_on", "pk")[:MOST])


@transaction.atomic
def stop_escalation(*, hazard: Hazard, reason: str, by: Viewer) -> Hazard:
    """Not further up for the present day, and why: the shop is shut, a part is on order.  What was told stays told."""
    hazard = held(hazard)
    check(hazard, Do.STOP, by, given(reason=reason))
    if hazard.due_on is not None:
        Escalation.objects.get_or_create(hazard=hazard, level=Level.STATION_HEAD, due_on=hazard.due_on, defaults={"at": now()})
        waiting = hazard.escalations.filter(stopped_at__isnull=True, due_on=hazard.due_on)
        waiting.update(stopped_at=now(), stop_reason=reason.strip()[:200])
    said(hazard, "stop", by=by, due_on=hazard.due_on)
    return hazard


@transaction.atomic
def _escalated(hazard: Hazard, steps: tuple[rules.Step, ...], by: Actor) -> int:
    assert hazard.due_on is not None  # the caller asked for hazards past their day
    there = list(hazard.escalations.filter(due_on=hazard.due_on))
    if any(one.stopped_at is not None for one in there):
        return 0
    done = {one.level for one in there}
    written = 0
    for level in rules.level_due(steps, due_on=hazard.due_on, on=today()):
        if level in done:
            continue
        try:
            with transaction.atomic():
                Escalation.objects.create(hazard=hazard, level=level, due_on=hazard.due_on, at=now())
        except IntegrityError:
            continue
        said(hazard, "escalate", by=by, level=level, due_on=hazard.due_on)
        telling.escalated(hazard, level)
        written += 1
    return written
