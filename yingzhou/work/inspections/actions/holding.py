"""检查: the city's code recorded, the business told, what was found, the result told in writing, made public, followed up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from yingzhou.base.clock import today
from yingzhou.base.figures.reading import figure
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.models import Clock
from yingzhou.work.inspections.actions.guarding import check_may, check_team, going, held
from yingzhou.work.inspections.actions.papers import issued
from yingzhou.work.inspections.choices import Finding, NoticeWay, State
from yingzhou.work.inspections.models import InspectedItem, Inspection
from yingzhou.work.inspections.queries import papers
from yingzhou.work.inspections.queries.clocks import ABOUT, PUBLISH_RESULT
from yingzhou.work.inspections.rules import roles, steps
from yingzhou.work.inspections.rules.steps import Found

TELEPHONE = "telephones.complaints"


@transaction.atomic
def enter_code(*, inspection: Inspection, code: str, by: Viewer) -> Inspection:
    """检查码: as the city's system gave it, copied by hand.  There is no way to have one made here."""
    check_may(by, roles.WORKERS, _("登记检查码"))
    inspection = held(inspection, by=by, wanted=State.APPROVED, act=_("登记检查码"))
    inspection.code, inspection.code_on = steps.check_code(code), today()
    try:
        with transaction.atomic():
            inspection.save(update_fields=["code", "code_on"])
    except IntegrityError as fault:
        raise steps.CodeTaken(code=inspection.code) from fault
    record("inspection.code", inspection, by=by, code=inspection.code)
    return inspection


@transaction.atomic
def notify(*, inspection: Inspection, on: date, how: NoticeWay, whom: str, by: Viewer) -> Inspection:
    """检查通知: day, items, people, code, this year's count and the right to ask for recusal, on paper."""
    check_sealing()
    check_may(by, roles.WORKERS, _("通知企业"))
    inspection = held(inspection, by=by, wanted=State.APPROVED, act=_("通知企业"))
    if not inspection.code:
        raise steps.CodeMissing()
    if inspection.notified_on is not None:
        raise steps.StillOpen(fault=_("已经通知过"))
    check_team(inspection, on=max(inspection.on, on))
    steps.check_day(on, first=inspection.decided_on or on, last=today(), fault=_("应在批准之后、今天以前"))
    inspection.notified_on, inspection.notified_how, inspection.notified_whom = on, how, whom.strip()
    inspection.save(update_fields=["notified_on", "notified_how", "notified_whom"])
    issued(inspection, papers.NOTICE, papers.notice_values(inspection, phone=_phone()), by=by)
    record("inspection.notify", inspection, by=by, on=on, how=how)
    return inspection


@transaction.atomic
def record_inspection(*, inspection: Inspection, on: date, found: Mapping[str, Found], text: str, by: Viewer) -> Inspection:
    """What was found, item by item, by one of those who were there.  `found` is keyed by the item's public id."""
    check_sealing()
    check_may(by, roles.WORKERS, _("记检查结果"))
    inspection = held(inspection, by=by, wanted=State.APPROVED, act=_("记检查结果"))
    if not inspection.code:
        raise steps.CodeMissing()
    if inspection.notified_on is None:
        raise steps.NotNotified()
    team = list(going(inspection))
    if by.officer_id not in {one.officer_id for one in team}:
        raise steps.NotOnTheTeam(names="、".join(one.officer.name for one in team))
    steps.check_day(on, first=inspection.notified_on, last=today(), fault=_("应在通知之后、今天以前"))
    check_team(inspection, on=on)
    rows = {str(one.item.public_id): one for one in inspection.items.select_related("item").select_for_update(of=("self",))}
    steps.check_found({key: row.item.name for key, row in rows.items()}, found, on=on)
    for key, row in rows.items():
        row.finding, row.text, row.due_on = found[key].finding, found[key].text.strip(), found[key].due_on
        row.save(update_fields=["finding", "text", "due_on"])
    inspection.state, inspection.inspected_on, inspection.record = State.INSPECTED, on, text.strip()
    inspection.save(update_fields=["state", "inspected_on", "record"])
    issued(inspection, papers.RECORD, papers.record_values(inspection), by=by)
    told = {row.item.code: row.finding for row in rows.values()}
    record("inspection.record", inspection, by=by, on=on, findings=told)
    return inspection


@transaction.atomic
def tell_result(*, inspection: Inspection, on: date, is_signed: bool, unsigned_why: str, by: Viewer) -> Inspection:
    """The result, in writing, on site.  For food the days until it has to be public begin to run."""
    check_sealing()
    check_may(by, roles.WORKERS, _("告知检查结果"))
    inspection = held(inspection, by=by, wanted=State.INSPECTED, act=_("告知检查结果"))
    if inspection.told_on is not None:
        raise steps.StillOpen(fault=_("已经告知过"))
    if not is_signed and not unsigned_why.strip():
        raise steps.NobodyRefused()
    steps.check_day(on, first=inspection.inspected_on or on, last=today(), fault=_("应在检查之后、今天以前"))
    inspection.told_on, inspection.is_signed = on, is_signed
    inspection.unsigned_why = "" if is_signed else unsigned_why.strip()
    inspection.save(update_fields=["told_on", "is_signed", "unsigned_why"])
    if inspection.items.filter(item__is_food=True).exists():
        cases.start_clock(about=ABOUT, about_id=inspection.public_id, figure=PUBLISH_RESULT, began_on=on, received_on=on, by=by)
    issued(inspection, papers.RESULT, papers.result_values(inspection, phone=_phone()), by=by)
    record("inspection.tell", inspection, by=by, on=on, signed=is_signed)
    return inspection


@transaction.atomic
def publish_result(*, inspection: Inspection, by: Viewer) -> Inspection:
    """结果公开: business, items, findings in a word, day.  Nothing else of it is ever shown."""
    check_sealing()
    check_may(by, roles.WORKERS, _("公开检查结果"))
    inspection = held(inspection, by=by, wanted=State.INSPECTED, act=_("公开检查结果"))
    if inspection.told_on is None:
        raise steps.NotForPublication(fault=_("结果还没有书面告知企业"))
    if inspection.published_on is not None:
        raise steps.NotForPublication(fault=_("已经公开过"))
    inspection.published_on = today()
    inspection.save(update_fields=["published_on"])
    for clock in Clock.objects.filter(about=ABOUT, about_id=inspection.public_id, stopped_on__isnull=True):
        cases.stop_clock(clock=clock, on=today(), why=str(_("结果公开了")), by=by)
    record("inspection.publish", inspection, by=by)
    return inspection


@transaction.atomic
def follow_up(*, inspection: Inspection, item: UUID, is_fixed: bool, text: str, by: Viewer) -> InspectedItem:
    """限期改正看过了: put right or not, in words."""
    check_may(by, roles.WORKERS, _("记改正情况"))
    inspection = held(inspection, by=by, wanted=State.INSPECTED, act=_("记改正情况"))
    row = inspection.items.select_for_update().filter(public_id=item, finding=Finding.DEADLINE).first()
    if row is None or row.followed_on is not None:
        raise steps.StillOpen(fault=_("不用再看，或已经看过"))
    row.followed_on, row.is_fixed, row.followed_text = today(), is_fixed, text.strip()
    row.save(update_fields=["followed_on", "is_fixed", "followed_text"])
    record("inspection.follow_up", inspection, by=by, fixed=is_fixed)
    return row


def _phone() -> str:
    return str(figure(TELEPHONE, on=today()).value)
