"""检查审批: asked for by one, decided by another; called off; who goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from yingzhou.base.clock import today
from yingzhou.base.figures.reading import figure
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.actions.guarding import check_may, check_people, going, held
from yingzhou.work.inspections.actions.papers import issued
from yingzhou.work.inspections.choices import Origin, RepeatGround, State
from yingzhou.work.inspections.models import (
    InspectedItem,
    Inspection,
    InspectionItem,
    InspectionPlan,
    InspectionWish,
    Inspector,
    RandomDraw,
)
from yingzhou.work.inspections.queries import papers, reckoning
from yingzhou.work.inspections.queries.clues import clue_by_number
from yingzhou.work.inspections.rules import asking as rules
from yingzhou.work.inspections.rules import roles, steps
from yingzhou.work.inspections.rules.lists import ReasonMissing, ThereAlready
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business

PLANNED_FIRST = _("要去的日子不能早于今天")


@dataclass(frozen=True)
class Asked:
    """What is asked for.  `clue` is the number of a matter the viewer may see; `merged` how many wishes it stands for."""

    business: Business
    origin: Origin
    on: date
    items: Sequence[InspectionItem]
    officers: Sequence[Officer]
    why: str
    plan: InspectionPlan | None = None
    draw: RandomDraw | None = None
    clue: str = ""
    repeat_ground: RepeatGround | None = None
    repeat_reason: str = ""
    merged: int = 1


@transaction.atomic
def ask_inspection(*, told: Asked, by: Viewer, is_demo: bool = False) -> Inspection:
    """Ask for an inspection, after everything that stands against it has been looked at."""
    check_may(by, roles.WORKERS, _("提出检查"))
    if not told.why.strip():
        raise ReasonMissing()
    steps.check_day(told.on, first=today(), last=date(told.on.year, 12, 31), fault=PLANNED_FIRST)
    business = Business.objects.select_for_update(of=("self",)).get(pk=told.business.pk)
    told = replace(told, business=business)
    check_allowed(told)
    check_people(told.officers, on=told.on)
    clue_kind, clue_id = _clue(told, by)
    inspection = Inspection.objects.create(
        business=business,
        origin=told.origin,
        plan=told.plan,
        draw=told.draw,
        clue_kind=clue_kind,
        clue_id=clue_id,
        why=told.why.strip(),
        on=told.on,
        merged=told.merged,
        repeat_ground=(told.repeat_ground or "") if told.repeat_reason.strip() else "",
        repeat_reason=told.repeat_reason.strip() if told.repeat_ground else "",
        asked_by_id=by.officer_id,
        is_demo=is_demo,
    )
    Inspector.objects.bulk_create(Inspector(inspection=inspection, officer=one) for one in told.officers)
    InspectedItem.objects.bulk_create(InspectedItem(inspection=inspection, item=one) for one in told.items)
    record(
        "inspection.ask",
        inspection,
        by=by,
        business=business.public_id,
        origin=told.origin,
        on=told.on,
        items=[one.code for one in told.items],
        merged=told.merged,
    )
    return inspection


def check_allowed(told: Asked, *, leave_out: int = 0) -> None:
    """Items published, plan in force, nobody left in peace is troubled, cap kept, nothing repeated, nobody on the way already."""
    if not told.items:
        raise rules.NothingToInspect()
    published = set(
        InspectionItem.objects.filter(in_force(told.on), pk__in=[one.pk for one in told.items]).values_list("pk", flat=True)
    )
    for item in told.items:
        if item.pk not in published:
            raise rules.ItemNotPublished(name=item.name, day=told.on)
    if told.origin != Origin.TRIGGERED:
        _check_plan(told)
    rules.check_spared(reckoning.spared_on(told.business, told.on), origin=told.origin)
    _check_on_the_way(told, leave_out)
    days = reckoning.days_counted(told.business, told.on.year, leave_out=leave_out)
    rules.check_cap(reckoning.cap_for(told.business, on=told.on), days=days, on=told.on, origin=told.origin)
    rules.check_repeat(
        reckoning.seen_before(told.business, told.items, on=told.on),
        on=told.on,
        ground=told.repeat_ground,
        reason=told.repeat_reason,
        source=figure(reckoning.NO_REPEAT, on=told.on).source,
    )


def _check_plan(told: Asked) -> None:
    if told.plan is None:
        raise rules.PlanMissing()
    plan = told.plan
    rules.check_plan(plan.name, approved_on=plan.approved_on, since=plan.since, until=plan.until, on=told.on)
    if told.merged > 1:
        return  # each wish was held against its own plan
    covered = set(plan.items.values_list("pk", flat=True))
    for item in told.items:
        if item.pk not in covered:
            raise rules.PlanDoesNotCover(plan=plan.name, fault=str(_("里没有“{item}”")).format(item=item.name))


def _check_on_the_way(told: Asked, leave_out: int) -> None:
    if told.origin == Origin.TRIGGERED:
        return
    waiting = Inspection.objects.filter(business=told.business, state__in=(State.ASKED, State.APPROVED)).exclude(pk=leave_out)
    first = waiting.order_by("on", "pk").first()
    if first is not None:
        names = "、".join(first.items.order_by("item__code").values_list("item__name", flat=True))
        raise rules.AlreadyOnTheWay(on=first.on, items=names)


def _clue(told: Asked, by: Viewer) -> tuple[str, UUID | None]:
    if told.origin != Origin.TRIGGERED:
        return "", None
    if not told.clue.strip():
        raise rules.ClueMissing()
    return clue_by_number(by, told.clue.strip(), told.business)


@transaction.atomic
def approve_inspection(*, inspection: Inspection, why: str, by: Viewer) -> Inspection:
    """检查审批: granted, after the same look once more; the approval form is issued."""
    check_sealing()
    check_may(by, roles.APPROVERS, _("批准检查"))
    inspection = held(inspection, by=by, wanted=State.ASKED, act=_("批准"))
    roles.check_another(by, asked_by_id=inspection.asked_by_id)
    Business.objects.select_for_update(of=("self",)).get(pk=inspection.business_id)
    check_allowed(asked_of(inspection), leave_out=inspection.pk)
    check_people([one.officer for one in going(inspection)], on=inspection.on)
    _decide(inspection, State.APPROVED, why, by)
    issued(inspection, papers.APPROVAL, papers.approval_values(inspection, by=by), by=by)
    record("inspection.approve", inspection, by=by)
    return inspection


@transaction.atomic
def decline_inspection(*, inspection: Inspection, why: str, by: Viewer) -> Inspection:
    """Not granted, and why."""
    check_sealing()
    check_may(by, roles.APPROVERS, _("批准检查"))
    inspection = held(inspection, by=by, wanted=State.ASKED, act=_("退回"))
    roles.check_another(by, asked_by_id=inspection.asked_by_id)
    if not why.strip():
        raise ReasonMissing()
    _decide(inspection, State.DECLINED, why, by)
    _set_free(inspection)
    record("inspection.decline", inspection, by=by)
    return inspection


def _decide(inspection: Inspection, state: State, why: str, by: Viewer) -> None:
    inspection.state, inspection.decided_by_id = state, by.officer_id
    inspection.decided_on, inspection.decided_why = today(), why.strip()
    inspection.save(update_fields=["state", "decided_by", "decided_on", "decided_why"])


@transaction.atomic
def cancel_inspection(*, inspection: Inspection, why: str, by: Viewer) -> Inspection:
    """Nobody goes; what was wished for may be wished for again."""
    check_may(by, roles.WORKERS, _("取消检查"))
    wanted = State.ASKED if inspection.state == State.ASKED else State.APPROVED
    inspection = held(inspection, by=by, wanted=wanted, act=_("取消"))
    if not why.strip():
        raise ReasonMissing()
    inspection.state = State.CANCELED
    inspection.decided_why = (inspection.decided_why + " " + why.strip()).strip()[:300]
    inspection.save(update_fields=["state", "decided_why"])
    _set_free(inspection)
    record("inspection.cancel", inspection, by=by)
    return inspection


def _set_free(inspection: Inspection) -> None:
    """The wishes it stood for wait again; one that was wished for anew meanwhile is not doubled."""
    for wish in inspection.wishes.select_for_update():
        again = InspectionWish.objects.filter(
            business=wish.business_id, item=wish.item_id, inspection__isnull=True, dropped_why=""
        ).exists()
        wish.inspection, wish.dropped_why = None, str(_("已另提")) if again else ""
        wish.save(update_fields=["inspection", "dropped_why"])


@transaction.atomic
def add_inspector(*, inspection: Inspection, officer: Officer, by: Viewer) -> Inspector:
    """One more who goes."""
    check_may(by, roles.WORKERS, _("派检查人员"))
    wanted = State.ASKED if inspection.state == State.ASKED else State.APPROVED
    inspection = held(inspection, by=by, wanted=wanted, act=_("加人"))
    check_people([officer, *(one.officer for one in going(inspection))], on=max(inspection.on, today()))
    try:
        with transaction.atomic():
            row = Inspector.objects.create(inspection=inspection, officer=officer)
    except IntegrityError as fault:
        raise ThereAlready(what=officer.name, field="officer") from fault
    record("inspection.send", inspection, by=by, officer=officer.public_id)
    return row


@transaction.atomic
def recuse(*, inspection: Inspection, officer: UUID, why: str, by: Viewer) -> Inspection:
    """回避: somebody asked for it, or the inspector did; he does not go, and the row says why."""
    check_may(by, roles.WORKERS, _("记回避"))
    wanted = State.ASKED if inspection.state == State.ASKED else State.APPROVED
    inspection = held(inspection, by=by, wanted=wanted, act=_("记回避"))
    if not why.strip():
        raise ReasonMissing()
    row = going(inspection).select_for_update(of=("self",)).filter(officer__public_id=officer).first()
    if row is None:
        raise steps.NotNow(state=State(inspection.state).label, act=_("让名单外的人回避"))
    row.recused_on, row.recused_why = today(), why.strip()
    row.save(update_fields=["recused_on", "recused_why"])
    record("inspection.recuse", inspection, by=by, officer=officer)
    return inspection


def asked_of(inspection: Inspection) -> Asked:
    """What was asked for, as it stands now."""
    rows = inspection.items.select_related("item").order_by("item__code")
    return Asked(
        business=inspection.business,
        origin=Origin(inspection.origin),
        on=inspection.on,
        items=[row.item for row in rows],
        officers=(),
        why=inspection.why,
        plan=inspection.plan,
        draw=inspection.draw,
        repeat_ground=RepeatGround(inspection.repeat_ground) if inspection.repeat_ground else None,
        repeat_reason=inspection.repeat_reason,
        merged=inspection.merged,
    )
