"""What the clock does: remind before the promised day, escalate after it.  Run twice, it does nothing more."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from yingzhou.base.actors import Actor, Agent
from yingzhou.base.clock import today
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.cases.actions import telling
from yingzhou.work.cases.actions.handling import escalate_case
from yingzhou.work.cases.choices import Kind, Made, Stage
from yingzhou.work.cases.models import Case, Move

CLOCK = Agent("clock")
AHEAD = timedelta(days=1)
#: Nobody handles it while the head checks it: the reminder goes to those who still have to do something.
REMINDED = (Stage.DISPATCHED, Stage.HANDLING)

#: What we promised ourselves.  A complaint has the clocks of the law, watched by its own room.
PROMISED = Case.objects.exclude(kind=Kind.COMPLAINT)


@transaction.atomic
def remind_due(*, by: Actor = CLOCK) -> int:
    """Tell whoever handles it the day before and on the day, once a promised day; how many people heard something new."""
    found = PROMISED.filter(stage__in=REMINDED, due_on__range=(today(), today() + AHEAD))
    told = sum(telling.due_soon(case) for case in found.select_related("handler", "station"))
    if told:
        record("case.remind", None, by=by, told=told)
    return told


def escalate_overdue(*, by: Actor = CLOCK) -> int:
    """Put every case past its promised day before the head of the station, once a promised day; how many."""
    done = Move.objects.filter(case=OuterRef("pk"), name=Made.ESCALATE, due_on=OuterRef("due_on"), actor=by.actor)
    late = PROMISED.exclude(stage=Stage.CLOSED).filter(due_on__lt=today()).exclude(Exists(done))
    cases = list(late.order_by(F("due_on").asc(), "pk")[:500])
    for case in cases:
        escalate_case(case=case, reason=str(_("过了答应的日子，系统自动督办")), by=by)
    return len(cases)
