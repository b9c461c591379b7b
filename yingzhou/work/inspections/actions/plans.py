"""检查计划: drafted, approved by somebody else, published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yingzhou.base.clock import today
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.models import Clock
from yingzhou.work.inspections.actions.guarding import check_may
from yingzhou.work.inspections.choices import PlanKind
from yingzhou.work.inspections.models import InspectionItem, InspectionPlan
from yingzhou.work.inspections.queries.clocks import ABOUT_PLAN, PUBLISH_PLAN
from yingzhou.work.inspections.queries.scope import plan_for
from yingzhou.work.inspections.rules import roles, steps
from yingzhou.work.inspections.rules.asking import NothingToInspect
from yingzhou.work.inspections.rules.lists import DaysWrong, PlanDecided, PlanNotReady


@dataclass(frozen=True)
class PlanTold:
    """What a plan says."""

    kind: PlanKind
    name: str
    why: str
    scope: str
    since: date
    until: date
    items: Sequence[InspectionItem]


@transaction.atomic
def draft_plan(*, told: PlanTold, by: Viewer, is_demo: bool = False) -> InspectionPlan:
    """A plan that waits for approval."""
    check_may(by, roles.PLANNERS, _("拟检查计划"))
    if told.until <= told.since:
        raise DaysWrong(since=told.since, until=told.until)
    if not told.items:
        raise NothingToInspect()
    plan = InspectionPlan.objects.create(
        kind=told.kind,
        name=told.name.strip(),
        why=told.why.strip(),
        scope=told.scope.strip(),
        since=told.since,
        until=told.until,
        drafted_by_id=by.officer_id,
        is_demo=is_demo,
    )
    plan.items.set(told.items)
    record("inspection_plan.draft", plan, by=by, kind=told.kind, since=told.since, until=told.until)
    return plan


@transaction.atomic
def approve_plan(*, plan: InspectionPlan, by: Viewer) -> InspectionPlan:
    """In force from now on; a special plan has to be published within the period of the law."""
    check_sealing()
    check_may(by, roles.APPROVERS, _("批准检查计划"))
    plan = _locked(plan, by)
    if plan.approved_on is not None:
        raise PlanDecided()
    roles.check_another(by, asked_by_id=plan.drafted_by_id)
    plan.approved_by_id, plan.approved_on = by.officer_id, today()
    plan.save(update_fields=["approved_by", "approved_on"])
    record("inspection_plan.approve", plan, by=by)
    if plan.kind == PlanKind.SPECIAL:
        cases.start_clock(
            about=ABOUT_PLAN,
            about_id=plan.public_id,
            figure=PUBLISH_PLAN,
            began_on=plan.approved_on,
            received_on=plan.approved_on,
            by=by,
        )
    return plan


@transaction.atomic
def publish_plan(*, plan: InspectionPlan, filed_on: date, by: Viewer) -> InspectionPlan:
    """Shown to the public from now on, with the day it was filed (备案)."""
    check_sealing()
    check_may(by, roles.PLANNERS, _("公布检查计划"))
    plan = _locked(plan, by)
    if plan.approved_on is None:
        raise PlanNotReady(name=plan.name, fault=_("还没有批准"))
    if plan.published_on is not None:
        raise PlanNotReady(name=plan.name, fault=_("已经公布过"))
    steps.check_day(filed_on, first=plan.since.replace(month=1, day=1), last=today(), fault=_("备案日应在计划那一年、今天以前"))
    plan.filed_on, plan.published_on = filed_on, today()
    plan.save(update_fields=["filed_on", "published_on"])
    record("inspection_plan.publish", plan, by=by, filed_on=filed_on)
    for clock in Clock.objects.filter(about=ABOUT_PLAN, about_id=plan.public_id, stopped_on__isnull=True):
        cases.stop_clock(clock=clock, on=today(), why=str(_("计划公布了")), by=by)
    return plan


def _locked(plan: InspectionPlan, by: Viewer) -> InspectionPlan:
    plan_for(by, plan.public_id)
    return InspectionPlan.objects.select_for_update().get(pk=plan.pk)
