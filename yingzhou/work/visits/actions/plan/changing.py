"""What comes between: somebody is away, a shop is closed, something cannot wait.  Only that day is planned again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from yingzhou.base.clock import now, today
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.actions.plan.making import begin, held
from yingzhou.work.visits.actions.plan.writing import total
from yingzhou.work.visits.choices import ChangeKind, Why
from yingzhou.work.visits.models import Plan, PlanChange, UnplacedVisit
from yingzhou.work.visits.rules import plans as rules


@transaction.atomic
def change_late(
    *,
    plan: Plan,
    kind: ChangeKind,
    day: date,
    by: Viewer,
    officer: Officer | None = None,
    business: Business | None = None,
    text: str = "",
) -> PlanChange:
    """Note what changed and have that day planned again; the other days stay as they are."""
    plan = held(plan, by)
    rules.check_day(day, monday=plan.monday, on=today())
    change = PlanChange.objects.create(
        plan=plan, kind=kind, day=day, officer=officer, business=business, text=text, made_by_id=by.officer_id, made_at=now()
    )
    _free(plan, change)
    begin(plan, day=day)
    record("plan.change", plan, by=by, kind=kind, day=day, change=change.public_id)
    return change


@transaction.atomic
def take_out(*, plan: Plan, business: Business, by: Viewer) -> PlanChange:
    """Not this week: the visit leaves the plan and stays out when it is computed again."""
    plan = held(plan, by)
    visit = plan.visits.filter(business=business).first()
    rules.check_day(visit.day if visit else plan.sunday, monday=plan.monday, on=today())
    change = PlanChange.objects.create(
        plan=plan,
        kind=ChangeKind.OUT,
        day=visit.day if visit else plan.sunday,
        business=business,
        made_by_id=by.officer_id,
        made_at=now(),
    )
    if visit is not None:
        plan.visits.filter(pk=visit.pk).delete()
        last = plan.unplaced.order_by("-order").values_list("order", flat=True).first()
        UnplacedVisit.objects.create(
            plan=plan,
            business=business,
            kind=Why.TAKEN_OUT,
            points=visit.points,
            matters=visit.matters,
            order=0 if last is None else last + 1,
        )
        total(plan)
        plan.edition += 1
        plan.save()
    record("plan.take_out", plan, by=by, business=business.public_id)
    return change


def _free(plan: Plan, change: PlanChange) -> None:
    """What can no longer stand where it was locked is let go, so that it finds another place."""
    there = plan.visits.filter(day=change.day, is_locked=True)
    if change.kind == ChangeKind.AWAY:
        there.filter(officer=change.officer).update(is_locked=False)
        there.filter(companion=change.officer).update(is_locked=False)
    elif change.kind == ChangeKind.SHUT:
        there.filter(business=change.business).update(is_locked=False)
    elif change.kind == ChangeKind.URGENT:
        plan.visits.filter(business=change.business).exclude(day=change.day).delete()
