"""Keeping the lists: items, what higher authorities looked at, the undisturbed, grades."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from yingzhou.base.clock import today
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.actions.guarding import check_may
from yingzhou.work.inspections.choices import ExemptionKind, Grade, GradeKind
from yingzhou.work.inspections.models import Exemption, Grading, InspectionItem, SuperiorCheck
from yingzhou.work.inspections.rules import roles, steps
from yingzhou.work.inspections.rules.lists import DaysWrong, ReasonMissing, ThereAlready
from yingzhou.work.network.models import Organization
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business


@transaction.atomic
def add_item(
    *,
    code: str,
    name: str,
    basis: str,
    is_food: bool,
    since: date,
    by: Viewer,
    desk: Organization | None = None,
    is_demo: bool = False,
) -> InspectionItem:
    """An item of the published list, as it was published."""
    check_may(by, roles.PLANNERS, _("管检查事项清单"))
    try:
        with transaction.atomic():
            item = InspectionItem.objects.create(
                code=code.strip(),
                name=name.strip(),
                basis=basis.strip(),
                is_food=is_food,
                since=since,
                desk=desk,
                is_demo=is_demo,
            )
    except IntegrityError as fault:
        raise ThereAlready(what=code, field="code") from fault
    record("inspection_item.add", item, by=by, code=item.code, since=since)
    return item


@transaction.atomic
def end_item(*, item: InspectionItem, until: date, by: Viewer) -> InspectionItem:
    """No longer on the list from a day on."""
    check_may(by, roles.PLANNERS, _("管检查事项清单"))
    item = InspectionItem.objects.select_for_update().get(pk=item.pk)
    if until <= item.since:
        raise DaysWrong(since=item.since, until=until)
    item.until = until
    item.save(update_fields=["until"])
    record("inspection_item.end", item, by=by, until=until)
    return item


@transaction.atomic
def note_superior_check(
    *, business: Business, item: InspectionItem, authority: str, on: date, source: str, by: Viewer
) -> SuperiorCheck:
    """A higher authority looked at an item here."""
    check_may(by, roles.WORKERS, _("记上级检查"))
    steps.check_day(on, first=date(on.year - 1, 1, 1), last=today(), fault=_("不能晚于今天"))
    try:
        with transaction.atomic():
            row = SuperiorCheck.objects.create(
                business=business,
                item=item,
                authority=authority.strip(),
                on=on,
                source=source.strip(),
                entered_by_id=by.officer_id,
            )
    except IntegrityError as fault:
        raise ThereAlready(what=str(_("这次上级检查"))) from fault
    record("superior_check.note", row, by=by, business=business.public_id, item=item.public_id, on=on)
    return row


@transaction.atomic
def exempt(
    *, business: Business, kind: ExemptionKind, reason: str, since: date, until: date, by: Viewer, is_demo: bool = False
) -> Exemption:
    """Leave a business in peace from–until."""
    check_may(by, roles.PLANNERS, _("管无事不扰名单"))
    if until <= since:
        raise DaysWrong(since=since, until=until)
    try:
        with transaction.atomic():
            row = Exemption.objects.create(
                business=business,
                kind=kind,
                reason=reason.strip(),
                since=since,
                until=until,
                entered_by_id=by.officer_id,
                is_demo=is_demo,
            )
    except IntegrityError as fault:
        raise ThereAlready(what=str(kind.label), field="business") from fault
    record("exemption.grant", row, by=by, business=business.public_id, kind=kind, since=since, until=until)
    return row


@transaction.atomic
def end_exemption(*, exemption: Exemption, why: str, by: Viewer) -> Exemption:
    """Off the list from today on, and why."""
    check_may(by, roles.PLANNERS, _("管无事不扰名单"))
    if not why.strip():
        raise ReasonMissing()
    row = Exemption.objects.select_for_update().get(pk=exemption.pk)
    row.until = max(row.since, min(row.until, today()))
    row.ended_why = why.strip()
    row.save(update_fields=["until", "ended_why"])
    record("exemption.end", row, by=by, until=row.until)
    return row


@transaction.atomic
def note_grade(*, business: Business, kind: GradeKind, grade: Grade, source: str, by: Viewer) -> Grading:
    """A grade as another system gave it; the earlier one of its kind ends today."""
    check_may(by, roles.PLANNERS, _("记风险等级"))
    on = today()
    Business.objects.select_for_update().get(pk=business.pk)
    Grading.objects.filter(business=business, kind=kind, since=on).delete()
    Grading.objects.filter(in_force(on), business=business, kind=kind).update(until=on)
    row = Grading.objects.create(
        business=business, kind=kind, grade=grade, since=on, source=source.strip(), entered_by_id=by.officer_id
    )
    record("grading.note", row, by=by, business=business.public_id, kind=kind, since=on)
    return row
