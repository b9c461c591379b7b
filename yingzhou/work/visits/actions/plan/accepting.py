"""A station's head says: so it shall be.  From then on it is on everybody's phone and calendar."""

from __future__ import annotations

from django.db import transaction

from yingzhou.base.clock import now
from yingzhou.base.outbox.writing import notify
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.visits.actions.plan.making import held
from yingzhou.work.visits.models import Plan
from yingzhou.work.visits.rules import plans as rules

TITLE = _("走访计划定了")


@transaction.atomic
def accept(*, plan: Plan, by: Viewer) -> Plan:
    """Accept a computed plan and tell everybody who goes.  Accepted twice is accepted once."""
    plan = held(plan, by)
    if plan.accepted_at is not None:
        return plan
    if not plan.edition or not plan.visits.exists():
        raise rules.PlanIsEmpty
    plan.accepted_at, plan.accepted_by = now(), Officer.objects.get(pk=by.officer_id)
    plan.save(update_fields=["accepted_at", "accepted_by"])
    for one in Officer.objects.filter(pk__in=_goers(plan)).order_by("pk"):
        notify(to=one, title=TITLE, about=plan, dedupe=f"plan.accept {plan.public_id}")
    record("plan.accept", plan, by=by, monday=plan.monday, visits=plan.visits.count())
    return plan


def _goers(plan: Plan) -> set[int]:
    rows = plan.visits.values_list("officer_id", "companion_id")
    return {one for row in rows for one in row if one is not None}
