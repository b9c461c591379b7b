"""The list of reports, a new one, requests for more time, and what the auditor sees of opened identities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import tipoffs as forms
from yingzhou.web.desk.views.tipoffs.marks import CHECKERS, UNIT, at_a_desk
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.reading import uuid_in
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.queries.names import names_of
from yingzhou.work.cases.queries.clocks import ClockView
from yingzhou.work.disputes import actions, queries
from yingzhou.work.disputes.choices import Matter, ReceiptChannel, RevealPurpose
from yingzhou.work.disputes.models import Tipoff
from yingzhou.work.registry import public as registry
from yingzhou.work.registry.queries.businesses import business_for


@dataclass(frozen=True)
class ListPage:
    """All that desk/tipoffs/list.html may use."""

    rows: list[tuple[Tipoff, ClockView | None]]
    state: str
    count: int
    is_capped: bool
    next: str


@at_a_desk(*CHECKERS)
@require_GET
def tipoff_list(request: HttpRequest) -> HttpResponse:
    """Open ones, the longest waiting first, or decided ones; numbers and days only."""
    state = "closed" if request.GET.get("state") == "closed" else "open"
    found = queries.tipoff_list(viewer=viewer_of(request), state=state, after=uuid_in(request.GET, "after"))
    clocks = queries.check_clocks(found.rows)
    page = ListPage(
        rows=[(row, clocks.get(row.public_id)) for row in found.rows],
        state=state,
        count=found.count,
        is_capped=found.count >= 1_001,
        next=f"?state={state}&after={found.after}" if found.after else "",
    )
    return render(request, "desk/tipoffs/list.html", vars(page))


@dataclass(frozen=True)
class NewPage:
    """All that desk/tipoffs/new.html may use."""

    form: forms.NewTipoff
    shops: tuple[registry.Shop, ...]
    chosen: registry.Shop | None
    searched: bool
    refusal: Refusal | None = None


@at_a_desk(*UNIT, act=_("登记举报"))
def tipoff_new(request: HttpRequest) -> HttpResponse:
    """举报登记: one page."""
    if request.method != "POST":
        return _new(request, forms.NewTipoff(initial={"key": uuid4(), "received_on": today(), "channel": ReceiptChannel.HOTLINE}))
    if request.POST.get("go") == "search":
        return _new(request, forms.NewTipoff(initial=request.POST.dict()), searched=True)
    form = forms.NewTipoff(request.POST, request.FILES)
    if not form.is_valid():
        return _new(request, form, status=422)
    try:
        made = _register(request, form.cleaned_data)
    except NotFound:
        raise
    except Refusal as refusal:
        return _new(request, form, refusal=refusal, status=refusal.status)
    messages.success(request, _("登记了：%(number)s") % {"number": made.number})
    if not queries.tipoffs_of(viewer_of(request)).filter(pk=made.pk).exists():  # one's own shop: known from now on to others only
        return HttpResponseRedirect(reverse("desk:tipoff_list"))
    return HttpResponseRedirect(reverse("desk:tipoff", args=[made.public_id]))


def _register(request: HttpRequest, asked: dict[str, Any]) -> Tipoff:
    viewer = viewer_of(request)
    told = actions.Told(
        channel=ReceiptChannel(asked["channel"]),
        received_on=asked["received_on"],
        facts=asked["facts"],
        target_name=asked["target_name"] or asked["shop_words"],
        target_address=asked["target_address"],
        matter=Matter(asked["matter"]),
        platform_number=asked["platform_number"],
    )
    told_by = actions.ToldBy(asked["name"], asked["phone"], asked["address"], asked["id_number"])
    return actions.register_tipoff(
        told=told,
        told_by=told_by or None,
        business=business_for(viewer, asked["business"], on=today()) if asked["business"] else None,
        files=asked["papers"] or (),
        key=asked["key"],
        by=viewer,
    )


def _new(
    request: HttpRequest, form: forms.NewTipoff, *, searched: bool = False, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    words = str(form["shop_words"].value() or "")
    picked = uuid_in({"business": str(form["business"].value() or "")}, "business")
    page = NewPage(
        form=form,
        shops=registry.shops(words) if searched else (),
        chosen=registry.shop(picked) if picked else None,
        searched=searched,
        refusal=refusal,
    )
    return render(request, "desk/tipoffs/new.html", vars(page), status=status)


@dataclass(frozen=True)
class ExtensionsPage:
    """All that desk/tipoffs/extensions.html may use."""

    asked: tuple[queries.AskedExtension, ...]
    refusal: Refusal | None = None


@at_a_desk(Role.BUREAU_LEADER, act=_("批准延长核查"))
@require_GET
def tipoff_extensions(request: HttpRequest) -> HttpResponse:
    """Requests for more time, for the head of the bureau."""
    return _extensions(request)


@at_a_desk(Role.BUREAU_LEADER, act=_("批准延长核查"))
@require_POST
def tipoff_extension(request: HttpRequest, pid: UUID) -> HttpResponse:
    form = forms.DecideMoreTime(request.POST)
    if not form.is_valid():
        return _extensions(request, status=422)
    is_granted = form.cleaned_data["granted"] == "yes"
    try:
        actions.decide_check_extension(clock=pid, is_granted=is_granted, by=viewer_of(request))
    except NotFound:
        raise
    except Refusal as refusal:
        return _extensions(request, refusal, status=refusal.status)
    messages.success(request, _("批准了，期限已经顺延") if is_granted else _("没有批准，期限不变"))
    return HttpResponseRedirect(reverse("desk:tipoff_extensions"))


def _extensions(request: HttpRequest, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    page = ExtensionsPage(asked=queries.asked_extensions(viewer_of(request)), refusal=refusal)
    return render(request, "desk/tipoffs/extensions.html", vars(page), status=status)


@dataclass(frozen=True)
class Reveal:
    """One opening of the vault: who, when, what for; not whose."""

    public_id: UUID
    at: datetime
    who: str
    purpose: str


@dataclass(frozen=True)
class RevealsPage:
    """All that desk/tipoffs/reveals.html may use."""

    rows: list[Reveal]
    next: str


@who(Role.AUDITOR, act=_("查谁看过举报人"))
@require_GET
def reveals(request: HttpRequest) -> HttpResponse:
    """Every opening of the vault, the latest first."""
    found = queries.reveals(after=uuid_in(request.GET, "after"))
    names = names_of({line.actor for line in found.lines})
    rows = [
        Reveal(line.public_id, line.at, names.get(line.actor, line.actor), str(RevealPurpose(line.facts["purpose"]).label))
        for line in found.lines
    ]
    page = RevealsPage(rows=rows, next=f"?after={found.after}" if found.after else "")
    return render(request, "desk/tipoffs/reveals.html", vars(page))
