"""综合查一次: what several desks wish for at one business becomes one inspection, before anyone goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.actions.asking import Asked, ask_inspection
from yingzhou.work.inspections.actions.guarding import check_may
from yingzhou.work.inspections.choices import Origin
from yingzhou.work.inspections.models import Inspection, InspectionItem, InspectionPlan, InspectionWish
from yingzhou.work.inspections.rules import asking, roles
from yingzhou.work.inspections.rules.lists import DaysWrong, ReasonMissing, ThereAlready, WishesApart
from yingzhou.work.registry.models import Business


@transaction.atomic
def wish(
    *, business: Business, item: InspectionItem, plan: InspectionPlan, since: date, until: date, by: Viewer
) -> InspectionWish:
    """One desk would like to look at one item here between two days of an approved plan."""
    check_may(by, roles.WORKERS, _("提检查意向"))
    if until <= since:
        raise DaysWrong(since=since, until=until)
    asking.check_plan(plan.name, approved_on=plan.approved_on, since=plan.since, until=plan.until, on=since)
    if until > plan.until:
        raise asking.PlanDoesNotCover(plan=plan.name, fault=str(_("到 {until}（不含）为止")).format(until=plan.until))
    if not plan.items.filter(pk=item.pk).exists():
        raise asking.PlanDoesNotCover(plan=plan.name, fault=str(_("里没有“{item}”")).format(item=item.name))
    try:
        with transaction.atomic():
            row = InspectionWish.objects.create(
                business=business, item=item, plan=plan, since=since, until=until, wished_by_id=by.officer_id
            )
    except IntegrityError as fault:
        raise ThereAlready(what=item.name, field="item") from fault
    record("inspection_wish.make", row, by=by, business=business.public_id, item=item.public_id)
    return row


@transaction.atomic
def drop_wish(*, wish: InspectionWish, why: str, by: Viewer) -> InspectionWish:
    """No longer wished for: seen on paper, or from shared records."""
    check_may(by, roles.WORKERS, _("撤回检查意向"))
    if not why.strip():
        raise ReasonMissing()
    row = InspectionWish.objects.select_for_update().get(pk=wish.pk)
    if row.inspection_id is None and not row.dropped_why:
        row.dropped_why = why.strip()
        row.save(update_fields=["dropped_why"])
        record("inspection_wish.drop", row, by=by)
    return row


@transaction.atomic
def inspect_together(*, wishes: Sequence[UUID], on: date, officers: Sequence[Officer], by: Viewer) -> Inspection:
    """One inspection for all of these wishes; the business is troubled once."""
    check_may(by, roles.WORKERS, _("合并检查"))
    rows = list(
        InspectionWish.objects.select_for_update(of=("self",))
        .filter(public_id__in=set(wishes), inspection__isnull=True, dropped_why="")
        .select_related("item", "plan", "business")
        .order_by("pk")
    )
    if not rows or len(rows) != len(set(wishes)):
        raise WishesApart(fault=_("有的已经合并或撤回了"))
    if len({one.business_id for one in rows}) > 1:
        raise WishesApart(fault=_("不是同一户"))
    first, last = max(one.since for one in rows), min(one.until for one in rows)
    if not first <= on < last:
        raise WishesApart(fault=str(_("共同的日子是 {since} 到 {until}（不含）")).format(since=first, until=last))
    told = Asked(
        business=rows[0].business,
        origin=Origin.PLANNED,
        on=on,
        items=[one.item for one in rows],
        officers=officers,
        why="；".join(dict.fromkeys(one.plan.name for one in rows)),
        plan=next((one.plan for one in rows if one.plan.since <= on < one.plan.until), rows[0].plan),
        merged=len(rows),
    )
    inspection = ask_inspection(told=told, by=by)
    InspectionWish.objects.filter(pk__in=[one.pk for one in rows]).update(inspection=inspection)
    return inspection
