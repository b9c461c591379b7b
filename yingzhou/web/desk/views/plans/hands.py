"""A person's hands on the plan: move, lock, take out, and what comes between on the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms.plans import ChangeForm, MoveForm
from yingzhou.web.desk.views.plans.week import SEE, to
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.actions import plan as actions
from yingzhou.work.visits.choices import ChangeKind
from yingzhou.work.visits.models import Plan, PlannedVisit
from yingzhou.work.visits.queries.plan import scope, sheets, week
from yingzhou.work.visits.rules.plans import MAKERS, READERS

MOVE = gettext_lazy("移动走访")


@dataclass(frozen=True)
class MovePage:
    """All that desk/plans/move.html may use."""

    plan: Plan
    business: Business
    visit: PlannedVisit | None
    form: MoveForm
    refusal: Refusal | None


@who(*MAKERS, act=MOVE)
@require_http_methods(["GET", "POST"])
def plan_move(request: HttpRequest, pid: UUID, bid: UUID) -> HttpResponse:
    """Put a business, planned or waiting, on somebody's day."""
    viewer = viewer_of(request)
    plan = scope.plan_for(viewer, pid, on=today())
    business = scope.business_in(plan, bid)
    visit = sheets.visit_to(plan, business)
    first = {"officer": str(visit.officer.public_id), "day": visit.day.isoformat()} if visit else {}
    form = MoveForm(request.POST or None, initial=first, **_choices(plan))
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            officer = scope.goer_named(plan, UUID(told["officer"]))
            day = date.fromisoformat(told["day"])
            actions.move(plan=plan, business_id=business.pk, officer=officer, day=day, position=told["position"], by=viewer)
        except NotFound:
            raise
        except Refusal as found:
            refusal = found
        else:
            messages.success(request, _("移好了，锁在那一天；重算也不会动它"))
            return to(plan)
    page = MovePage(plan=plan, business=business, visit=visit, form=form, refusal=refusal)
    return render(request, "desk/plans/move.html", vars(page), status=422 if refusal or form.errors else 200)


@who(*MAKERS, act=MOVE)
@require_POST
def plan_lock(request: HttpRequest, pid: UUID, xid: UUID) -> HttpResponse:
    """Fix a visit to its day and officer, or let it go."""
    viewer = viewer_of(request)
    visit = scope.visit_for(viewer, pid, xid, on=today())
    actions.lock(visit=visit, is_locked=request.POST.get("lock") == "1", by=viewer)
    return to(visit.plan, "#board")


@who(*MAKERS, act=MOVE)
@require_POST
def plan_out(request: HttpRequest, pid: UUID, bid: UUID) -> HttpResponse:
    """Not this week."""
    viewer = viewer_of(request)
    plan = scope.plan_for(viewer, pid, on=today())
    actions.take_out(plan=plan, business=scope.business_in(plan, bid), by=viewer)
    messages.success(request, _("移出了本周；在“没排进去的”里还找得到"))
    return to(plan)


@dataclass(frozen=True)
class ChangePage:
    """All that desk/plans/change.html may use."""

    plan: Plan
    form: ChangeForm
    changes: Iterable[Any]


@who(*MAKERS, act=gettext_lazy("改当天的计划"))
@require_http_methods(["GET", "POST"])
def plan_change(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Somebody is away, a shop is closed, something cannot wait: that day is planned again."""
    viewer = viewer_of(request)
    plan = scope.plan_for(viewer, pid, on=today())
    choices = _choices(plan)
    form = ChangeForm(request.POST or None, officers=choices["officers"], days=choices["days"])
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            business = sheets.business_called(plan, told["business"]) if told["kind"] != ChangeKind.AWAY else None
            actions.change_late(
                plan=plan,
                kind=ChangeKind(told["kind"]),
                day=date.fromisoformat(told["day"]),
                officer=scope.goer_named(plan, UUID(told["officer"])) if told["kind"] == ChangeKind.AWAY else None,
                business=business,
                text=told["text"] if told["kind"] == ChangeKind.URGENT else "",
                by=viewer,
            )
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("记下了，正在重排那一天；别的日子不动"))
            return to(plan)
    page = ChangePage(plan=plan, form=form, changes=sheets.changes_of(plan))
    return render(request, "desk/plans/change.html", vars(page), status=422 if form.errors else 200)


@dataclass(frozen=True)
class WaitingPage:
    """All that desk/plans/waiting.html may use."""

    plan: Plan
    rows: Sequence[week.Waiting]
    after: int | None
    count: int
    may_make: bool


@who(*READERS, act=SEE)
@require_GET
def plan_waiting(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Everybody who is not planned, and why."""
    viewer = viewer_of(request)
    plan = scope.plan_for(viewer, pid, on=today())
    told = request.GET.get("after", "")
    rows, after = week.waiting_page(plan, int(told) if told.isdecimal() and len(told) < 9 else 0)
    page = WaitingPage(plan, rows, after, plan.unplaced.count(), sheets.may_make(viewer, plan))
    return render(request, "desk/plans/waiting.html", vars(page))


@dataclass(frozen=True)
class SheetPage:
    """All that desk/plans/sheet.html may use."""

    plan: Plan
    days: Sequence[sheets.SheetDay]


@who(*READERS, act=SEE)
@require_GET
def plan_sheet(request: HttpRequest, pid: UUID) -> HttpResponse:
    """On paper: one table a person and day."""
    viewer = viewer_of(request)
    plan = scope.plan_for(viewer, pid, on=today())
    return render(request, "desk/plans/sheet.html", vars(SheetPage(plan, sheets.sheet(plan))))


def _choices(plan: Plan) -> dict[str, Any]:
    """Who and which days can be chosen."""
    told = sheets.choices(plan, on=today())
    days = [(day.isoformat(), f"{date_format(day, 'D')} {day:%m-%d}") for day in told.days]
    return {"officers": [(str(pid), name) for pid, name in told.officers], "days": days, "most": told.most}
