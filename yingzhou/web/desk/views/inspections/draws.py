"""双随机."""

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
from yingzhou.web.desk.views.inspections.marks import ids, item_choices, officer_choices, plan_choices, plan_of, plans, reads
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.inspections.actions import draws as acts
from yingzhou.work.inspections.models import RandomDraw
from yingzhou.work.inspections.queries import draws, lists
from yingzhou.work.inspections.queries.scope import items_for, officers_for, stations_there
from yingzhou.work.inspections.rules.asking import PlanMissing


@dataclass(frozen=True)
class DrawsPage:
    """All that desk/inspections/draws.html may use."""

    draws: list[RandomDraw]
    may_keep: bool


@dataclass(frozen=True)
class NewDrawPage:
    """All that desk/inspections/draw_new.html may use."""

    form: forms.Draw


@dataclass(frozen=True)
class DrawPage:
    """All that desk/inspections/draw.html may use."""

    draw: RandomDraw
    end: str
    drawn: list[draws.Drawn]
    reveal: Form
    abandon: Form
    prepare: Form
    may_keep: bool
    refused: tuple[acts.NotMade, ...] = ()


@reads
@require_GET
def draw_list(request: HttpRequest) -> HttpResponse:
    """Every draw, those given up too."""
    viewer = viewer_of(request)
    page = DrawsPage(list(draws.draws_of(viewer)[: lists.PAGE]), lists.may_keep(viewer))
    return render(request, "desk/inspections/draws.html", vars(page))


@plans
def draw_new(request: HttpRequest) -> HttpResponse:
    """定名单、做承诺."""
    viewer = viewer_of(request)
    stations = {str(one.public_id): one for one in stations_there()}
    form = forms.Draw(
        request.POST or None,
        plans=plan_choices(),
        items=item_choices(),
        stations=[(pid, one.name) for pid, one in stations.items()],
        officers=officer_choices(viewer),
    )
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        chosen = tuple(stations[pid] for pid in told.pop("stations"))
        try:
            plan = plan_of(viewer, told["plan"])
            if plan is None:
                raise PlanMissing()
            told["asked"] = draws.DrawFilter(stations=chosen, industry=told.pop("industry"))
            told |= {"plan": plan, "item": items_for([UUID(told["item"])])[0], "officers": officers_for(ids(told["officers"]))}
            made = acts.commit_draw(told=acts.DrawTold(**told), by=viewer)
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("名单定了，两个哈希已经公示。现在可以抽了"))
            return HttpResponseRedirect(reverse("desk:draw", args=[made.public_id]))
    status = 422 if form.is_bound else 200
    return render(request, "desk/inspections/draw_new.html", vars(NewDrawPage(form)), status=status)


@reads
@require_GET
def draw(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One draw: before it, the two hashes; after it, on whom the lot fell."""
    return _page(request, pid)


@plans
@require_POST
def draw_reveal(request: HttpRequest, pid: UUID) -> HttpResponse:
    """抽."""
    form = forms.Reveal(request.POST)

    def reveal(found: RandomDraw) -> None:
        acts.reveal_draw(draw=found, public_word=form.cleaned_data["public_word"], by=viewer_of(request))

    return _step(request, pid, "reveal", form, reveal, _("抽好了，记录已经公示"))


@plans
@require_POST
def draw_abandon(request: HttpRequest, pid: UUID) -> HttpResponse:
    """作废."""
    form = forms.Why(request.POST)

    def abandon(found: RandomDraw) -> None:
        acts.abandon_draw(draw=found, why=form.cleaned_data["why"], by=viewer_of(request))

    return _step(request, pid, "abandon", form, abandon, _("作废了，原因挂在公示里"))


@plans
@require_POST
def draw_prepare(request: HttpRequest, pid: UUID) -> HttpResponse:
    """按抽取结果提出检查；不成的写明原因。"""
    viewer, form = viewer_of(request), forms.Prepare(request.POST)
    found = draws.draw_for(viewer, pid)
    if not form.is_valid():
        return _page(request, pid, status=422, prepare=form)
    made, refused = acts.prepare_drawn(draw=found, on=form.cleaned_data["on"], by=viewer)
    messages.success(request, _("提出了 %(n)s 次检查，等局领导审批") % {"n": len(made)})
    if refused:
        return _page(request, pid, refused=tuple(refused))
    return HttpResponseRedirect(reverse("desk:draw", args=[pid]))


def _step(request: HttpRequest, pid: UUID, slot: str, form: Form, act: Callable[[RandomDraw], None], done: str) -> HttpResponse:
    found = draws.draw_for(viewer_of(request), pid)
    if form.is_valid():
        try:
            act(found)
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse("desk:draw", args=[pid]))
    typed: dict[str, Any] = {slot: form}
    return _page(request, pid, status=422, **typed)


def _page(
    request: HttpRequest, pid: UUID, *, status: int = 200, refused: tuple[acts.NotMade, ...] = (), **typed: Any
) -> HttpResponse:
    viewer = viewer_of(request)
    found = draws.draw_for(viewer, pid)
    result = getattr(found, "result", None)
    page = DrawPage(
        draw=found,
        end=result.end if result else "",
        drawn=draws.drawn_of(found),
        reveal=typed.get("reveal", forms.Reveal(auto_id="reveal_%s")),
        abandon=typed.get("abandon", forms.Why(auto_id="abandon_%s")),
        prepare=typed.get("prepare", forms.Prepare(auto_id="prepare_%s")),
        may_keep=lists.may_keep(viewer),
        refused=refused,
    )
    return render(request, "desk/inspections/draw.html", vars(page), status=status)
