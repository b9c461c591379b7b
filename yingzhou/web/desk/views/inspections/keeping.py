"""名单: items, who is left in peace, what higher authorities looked at, grades.  Four small forms on one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import inspections as forms
from yingzhou.web.desk.views.inspections.marks import item_choices, plans, reads, works
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.inspections.actions import keeping as acts
from yingzhou.work.inspections.choices import ExemptionKind, Grade, GradeKind
from yingzhou.work.inspections.queries import lists
from yingzhou.work.inspections.queries.scope import items_for


@dataclass(frozen=True)
class KeptPage:
    """All that desk/inspections/lists.html may use."""

    kept: lists.Kept
    forms: dict[str, Form]
    open: str
    may_keep: bool


@reads
@require_GET
def inspection_lists(request: HttpRequest) -> HttpResponse:
    """The four lists."""
    return _page(request)


@plans
@require_POST
def inspection_item_add(request: HttpRequest) -> HttpResponse:
    """登记一项公布了的检查事项."""

    def add(told: dict[str, Any]) -> None:
        acts.add_item(**told, by=viewer_of(request))

    return _done(request, "item", forms.Item(request.POST, auto_id="item_%s"), add)


@plans
@require_POST
def inspection_exempt(request: HttpRequest) -> HttpResponse:
    """列入免打扰名单."""

    def exempt(told: dict[str, Any]) -> None:
        shop = lists.shop_named(viewer_of(request), told.pop("shop"))
        acts.exempt(**{**told, "kind": ExemptionKind(told["kind"])}, business=shop, by=viewer_of(request))

    return _done(request, "exempt", forms.Exempt(request.POST, auto_id="exempt_%s"), exempt)


@plans
@require_POST
def inspection_exempt_end(request: HttpRequest, pid: UUID) -> HttpResponse:
    """移出免打扰名单."""
    viewer, form = viewer_of(request), forms.Why(request.POST)
    found = lists.exemption_for(viewer, pid)
    if form.is_valid():
        acts.end_exemption(exemption=found, why=form.cleaned_data["why"], by=viewer)
        messages.success(request, _("移出了"))
    else:
        messages.error(request, _("没有移出：写一句为什么"))
    return HttpResponseRedirect(reverse("desk:inspection_lists"))


@works
@require_POST
def inspection_superior(request: HttpRequest) -> HttpResponse:
    """记一次上级检查."""
    form = forms.Superior(request.POST, items=item_choices(), auto_id="superior_%s")

    def note(told: dict[str, Any]) -> None:
        shop = lists.shop_named(viewer_of(request), told.pop("shop"))
        item = items_for([UUID(told.pop("item"))])[0]
        acts.note_superior_check(**told, item=item, business=shop, by=viewer_of(request))

    return _done(request, "superior", form, note)


@plans
@require_POST
def inspection_grade(request: HttpRequest) -> HttpResponse:
    """记等级."""

    def note(told: dict[str, Any]) -> None:
        shop = lists.shop_named(viewer_of(request), told["shop"])
        acts.note_grade(
            business=shop,
            kind=GradeKind(told["kind"]),
            grade=Grade(told["grade"]),
            source=told["source"],
            by=viewer_of(request),
        )

    return _done(request, "grade", forms.Graded(request.POST, auto_id="grade_%s"), note)


def _done(request: HttpRequest, slot: str, form: Form, act: Callable[[dict[str, Any]], None]) -> HttpResponse:
    if form.is_valid():
        try:
            act(dict(form.cleaned_data))
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("记下了"))
            return HttpResponseRedirect(reverse("desk:inspection_lists"))
    return _page(request, slot, form, status=422)


def _page(request: HttpRequest, slot: str = "", form: Form | None = None, status: int = 200) -> HttpResponse:
    viewer = viewer_of(request)
    shown: dict[str, Form] = {
        "item": forms.Item(auto_id="item_%s"),
        "exempt": forms.Exempt(auto_id="exempt_%s"),
        "superior": forms.Superior(items=item_choices(), auto_id="superior_%s"),
        "grade": forms.Graded(auto_id="grade_%s"),
    }
    if form is not None:
        shown[slot] = form
    page = KeptPage(lists.kept_lists(viewer), shown, slot, lists.may_keep(viewer))
    return render(request, "desk/inspections/lists.html", vars(page), status=status)
