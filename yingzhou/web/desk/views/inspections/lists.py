"""The list of inspections, and asking for one."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import inspections as forms
from yingzhou.web.desk.views.inspections.marks import (
    ids,
    item_choices,
    officer_choices,
    plan_choices,
    plan_of,
    reads,
    works,
)
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.web.shared.reading import uuid_in
from yingzhou.work.inspections.actions.asking import Asked, ask_inspection
from yingzhou.work.inspections.choices import Origin, RepeatGround
from yingzhou.work.inspections.queries import lists
from yingzhou.work.inspections.queries.scope import business_in_scope, items_for, officers_for


@dataclass(frozen=True)
class ListPage:
    """All that desk/inspections/list.html may use."""

    slice: lists.Slice
    view: str
    saved: int


@dataclass(frozen=True)
class AskPage:
    """All that desk/inspections/new.html may use."""

    form: forms.Ask


@reads
@require_GET
def inspection_list(request: HttpRequest) -> HttpResponse:
    """行政检查: what waits for approval, what is on the way, what was done."""
    viewer, view = viewer_of(request), request.GET.get("view", "waiting")
    view = view if view in lists.VIEWS else "waiting"
    found = lists.inspection_list(viewer, view, before=uuid_in(request.GET, "before"))
    return render(request, "desk/inspections/list.html", vars(ListPage(found, view, lists.saved_this_year(viewer))))


@works
def inspection_new(request: HttpRequest) -> HttpResponse:
    """提出检查."""
    viewer = viewer_of(request)
    choices = {"plans": plan_choices(), "items": item_choices(), "officers": officer_choices(viewer)}
    if request.method != "POST":
        pid = uuid_in(request.GET, "business")
        shop = business_in_scope(viewer, pid) if pid else None
        form = forms.Ask(initial={"shop": (shop.uscc or shop.name) if shop else ""}, **choices)
        return render(request, "desk/inspections/new.html", vars(AskPage(form)))
    form = forms.Ask(request.POST, **choices)
    if form.is_valid():
        told = form.cleaned_data
        try:
            asked = Asked(
                business=lists.shop_named(viewer, told["shop"]),
                origin=Origin(told["origin"]),
                on=told["on"],
                items=items_for(ids(told["items"])),
                officers=officers_for(ids(told["officers"])),
                why=told["why"],
                plan=plan_of(viewer, told["plan"]) if told["origin"] == Origin.PLANNED else None,
                clue=told["clue"],
                repeat_ground=RepeatGround(told["repeat_ground"]) if told["repeat_ground"] else None,
                repeat_reason=told["repeat_reason"],
            )
            made = ask_inspection(told=asked, by=viewer)
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("提出了，等局领导审批"))
            return HttpResponseRedirect(reverse("desk:inspection", args=[made.public_id]))
    return render(request, "desk/inspections/new.html", vars(AskPage(form)), status=422)
