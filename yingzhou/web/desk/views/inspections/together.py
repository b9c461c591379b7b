"""综合查一次: what desks wish for, business by business; several become one."""

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
from yingzhou.web.desk.views.inspections.marks import ids, item_choices, officer_choices, plan_choices, plan_of, reads, works
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.inspections.actions.wishes import drop_wish, inspect_together, wish
from yingzhou.work.inspections.queries import lists
from yingzhou.work.inspections.queries.scope import items_for, officers_for
from yingzhou.work.inspections.rules.asking import PlanMissing


@dataclass(frozen=True)
class TogetherPage:
    """All that desk/inspections/together.html may use.  `form` was typed for the group about `business`."""

    groups: list[tuple[lists.Together, forms.Together]]
    saved: int


@dataclass(frozen=True)
class WishPage:
    """All that desk/inspections/wish.html may use."""

    form: forms.Wish


@reads
@require_GET
def inspection_together(request: HttpRequest) -> HttpResponse:
    """Before anyone goes: who wants to look at what, and how often a business is spared."""
    return _page(request)


@works
def inspection_wish(request: HttpRequest) -> HttpResponse:
    """提一个检查意向."""
    viewer = viewer_of(request)
    form = forms.Wish(request.POST or None, plans=plan_choices(), items=item_choices())
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            plan = plan_of(viewer, told["plan"])
            if plan is None:
                raise PlanMissing()
            wish(
                business=lists.shop_named(viewer, told["shop"]),
                item=items_for([UUID(told["item"])])[0],
                plan=plan,
                since=told["since"],
                until=told["until"],
                by=viewer,
            )
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("记下了；别的科室也想去的，会排在一起"))
            return HttpResponseRedirect(reverse("desk:inspection_together"))
    status = 422 if form.is_bound else 200
    return render(request, "desk/inspections/wish.html", vars(WishPage(form)), status=status)


@works
@require_POST
def inspection_merge(request: HttpRequest, pid: UUID) -> HttpResponse:
    """合并成一次: everything open about the business of this wish."""
    viewer = viewer_of(request)
    found = lists.wish_for(viewer, pid)
    group = next((one for one in lists.open_wishes(viewer) if one.business.pk == found.business_id), None)
    form = forms.Together(request.POST, officers=officer_choices(viewer), auto_id="typed_%s")
    if group is not None and form.is_valid():
        told = form.cleaned_data
        try:
            made = inspect_together(
                wishes=[one.public_id for one in group.wishes],
                on=told["on"],
                officers=officers_for(ids(told["officers"])),
                by=viewer,
            )
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("合并成一次了，等局领导审批"))
            return HttpResponseRedirect(reverse("desk:inspection", args=[made.public_id]))
    return _page(request, found.business_id, form, status=422)


@works
@require_POST
def inspection_wish_drop(request: HttpRequest, pid: UUID) -> HttpResponse:
    """撤回意向."""
    viewer, form = viewer_of(request), forms.Why(request.POST)
    found = lists.wish_for(viewer, pid)
    if form.is_valid():
        drop_wish(wish=found, why=form.cleaned_data["why"], by=viewer)
        messages.success(request, _("撤回了"))
    else:
        messages.error(request, _("没有撤回：写一句为什么"))
    return HttpResponseRedirect(reverse("desk:inspection_together"))


def _page(request: HttpRequest, about: int = 0, typed: forms.Together | None = None, status: int = 200) -> HttpResponse:
    viewer = viewer_of(request)
    officers = officer_choices(viewer)
    groups = []
    for number, group in enumerate(lists.open_wishes(viewer)):
        fresh = forms.Together(officers=officers, initial={"on": group.since}, auto_id=f"g{number}_%s")
        groups.append((group, typed if typed is not None and group.business.pk == about else fresh))
    page = TogetherPage(groups, lists.saved_this_year(viewer))
    return render(request, "desk/inspections/together.html", vars(page), status=status)
