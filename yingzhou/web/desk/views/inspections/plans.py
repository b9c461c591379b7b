"""检查计划."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import inspections as forms
from yingzhou.web.desk.views.inspections.marks import decides, ids, item_choices, plans, reads
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.cases.queries.clocks import ClockView, clocks_about
from yingzhou.work.inspections.actions.plans import PlanTold, approve_plan, draft_plan, publish_plan
from yingzhou.work.inspections.choices import PlanKind
from yingzhou.work.inspections.models import InspectionPlan
from yingzhou.work.inspections.queries import lists
from yingzhou.work.inspections.queries.clocks import ABOUT_PLAN
from yingzhou.work.inspections.queries.scope import items_for, plan_for


@dataclass(frozen=True)
class PlansPage:
    """All that desk/inspections/plans.html may use."""

    plans: list[InspectionPlan]


@dataclass(frozen=True)
class NewPlanPage:
    """All that desk/inspections/plan_new.html may use."""

    form: forms.Plan


@dataclass(frozen=True)
class PlanPage:
    """All that desk/inspections/plan.html may use."""

    plan: InspectionPlan
    clocks: tuple[ClockView, ...]
    form: forms.Filed
    may_keep: bool
    is_own: bool
    refusal: Refusal | None = None


@reads
@require_GET
def inspection_plans(request: HttpRequest) -> HttpResponse:
    """Every plan, the latest first."""
    return render(request, "desk/inspections/plans.html", vars(PlansPage(lists.plan_list(viewer_of(request)))))


@plans
def inspection_plan_new(request: HttpRequest) -> HttpResponse:
    """拟一个计划."""
    form = forms.Plan(request.POST or None, items=item_choices())
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        try:
            told |= {"items": items_for(ids(told["items"])), "kind": PlanKind(told["kind"])}
            made = draft_plan(told=PlanTold(**told), by=viewer_of(request))
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("拟好了，等局领导批"))
            return HttpResponseRedirect(reverse("desk:inspection_plan", args=[made.public_id]))
    status = 422 if form.is_bound else 200
    return render(request, "desk/inspections/plan_new.html", vars(NewPlanPage(form)), status=status)


@reads
@require_GET
def inspection_plan(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One plan."""
    return _page(request, plan_for(viewer_of(request), pid), forms.Filed())


@decides
@require_POST
def inspection_plan_approve(request: HttpRequest, pid: UUID) -> HttpResponse:
    """批准计划."""
    viewer = viewer_of(request)
    found = plan_for(viewer, pid)
    try:
        approve_plan(plan=found, by=viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(request, found, forms.Filed(), refusal=refusal, status=refusal.status)
    messages.success(request, _("计划批准了"))
    return HttpResponseRedirect(reverse("desk:inspection_plan", args=[pid]))


@plans
@require_POST
def inspection_plan_publish(request: HttpRequest, pid: UUID) -> HttpResponse:
    """公布计划."""
    viewer, form = viewer_of(request), forms.Filed(request.POST)
    found = plan_for(viewer, pid)
    if form.is_valid():
        try:
            publish_plan(plan=found, filed_on=form.cleaned_data["filed_on"], by=viewer)
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("公布了，公众网页上看得到"))
            return HttpResponseRedirect(reverse("desk:inspection_plan", args=[pid]))
    return _page(request, found, form, status=422)


def _page(
    request: HttpRequest, plan: InspectionPlan, form: forms.Filed, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    page = PlanPage(
        plan=plan,
        clocks=clocks_about(ABOUT_PLAN, plan.public_id),
        form=form,
        may_keep=lists.may_keep(viewer),
        is_own=plan.drafted_by_id == viewer.officer_id,
        refusal=refusal,
    )
    return render(request, "desk/inspections/plan.html", vars(page), status=status)
