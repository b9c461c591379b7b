"""What a person should do next with inspections; `overview` sorts it in with the other rooms' lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from yingzhou.base.clock import today
from yingzhou.base.words import _
from yingzhou.work.accounts.queries import certified
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Clock
from yingzhou.work.cases.queries.clocks import ClockView, clocks_of
from yingzhou.work.inspections.choices import Finding, State
from yingzhou.work.inspections.models import InspectedItem, InspectionPlan
from yingzhou.work.inspections.queries.clocks import ABOUT, ABOUT_PLAN
from yingzhou.work.inspections.queries.scope import inspections_of
from yingzhou.work.inspections.rules import roles

MOST = 50
AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Pressing:
    """One line: what, about whom, why it is this person's; by a clock of the law, by a day, or without any."""

    title: str
    about: str
    why: str
    act: str
    page: str
    pid: UUID
    clock: ClockView | None = None
    due_on: date | None = None


def pressing_inspections(*, viewer: Viewer) -> list[Pressing]:
    """Results and plans to be made public, approvals that wait, terms to look after; nothing for those outside the room."""
    plans, decides = viewer.has(*roles.PLANNERS), viewer.has(*roles.APPROVERS)
    works = viewer.has(*roles.STATION) and bool(certified([viewer.officer_id], today()))
    if not (plans or decides or works):
        return []
    lines: list[Pressing] = []
    if plans or works:
        lines += _results(viewer)
        lines += _terms(viewer)
    if plans:
        lines += _plans()
    if decides:
        lines += _decisions(viewer)
    return lines


def _results(viewer: Viewer) -> Iterator[Pressing]:
    running = Clock.objects.filter(about=ABOUT, about_id=OuterRef("public_id"), stopped_on__isnull=True)
    found = list(inspections_of(viewer).filter(Exists(running)).select_related("business").order_by("told_on", "pk")[:MOST])
    clocks = clocks_of(ABOUT, [one.public_id for one in found])
    for one in found:
        yield Pressing(
            title=str(_("公开检查结果")),
            about=one.business.name,
            why=str(_("食品检查的结果要在法定期限里公开")),
            act=str(_("去公开")),
            page="desk:inspection",
            pid=one.public_id,
            clock=next((clock for clock in clocks[one.public_id] if clock.is_running), None),
        )


def _terms(viewer: Viewer) -> Iterator[Pressing]:
    open_terms = InspectedItem.objects.filter(
        inspection__in=inspections_of(viewer), finding=Finding.DEADLINE, followed_on__isnull=True, due_on__lte=today() + AHEAD
    )
    for one in open_terms.select_related("inspection__business", "item").order_by("due_on", "pk")[:MOST]:
        yield Pressing(
            title=str(_("看改正了没有：{item}")).format(item=one.item.name),
            about=one.inspection.business.name,
            why=str(_("检查时写明了改正的日子")),
            act=str(_("去记")),
            page="desk:inspection",
            pid=one.inspection.public_id,
            due_on=one.due_on,
        )


def _plans() -> Iterator[Pressing]:
    running = Clock.objects.filter(about=ABOUT_PLAN, about_id=OuterRef("public_id"), stopped_on__isnull=True)
    found = list(InspectionPlan.objects.filter(Exists(running)).order_by("approved_on", "pk")[:MOST])
    clocks = clocks_of(ABOUT_PLAN, [one.public_id for one in found])
    for one in found:
        yield Pressing(
            title=str(_("公布专项检查计划")),
            about=one.name,
            why=str(_("批准以后要备案，并在期限里公布")),
            act=str(_("去公布")),
            page="desk:inspection_plan",
            pid=one.public_id,
            clock=next((clock for clock in clocks[one.public_id] if clock.is_running), None),
        )


def _decisions(viewer: Viewer) -> Iterator[Pressing]:
    for plan in InspectionPlan.objects.filter(approved_on__isnull=True).order_by("since", "pk")[:MOST]:
        yield Pressing(
            title=str(_("批检查计划")),
            about=plan.name,
            why=str(_("计划由局领导批")),
            act=str(_("去看")),
            page="desk:inspection_plan",
            pid=plan.public_id,
        )
    asked = inspections_of(viewer).filter(state=State.ASKED).exclude(asked_by=viewer.officer_id)
    for one in asked.select_related("business").order_by("on", "pk")[:MOST]:
        yield Pressing(
            title=str(_("批一次检查")),
            about=one.business.name,
            why=str(_("检查要先审批，由局领导批")),
            act=str(_("去批")),
            page="desk:inspection",
            pid=one.public_id,
            due_on=one.on,
        )
