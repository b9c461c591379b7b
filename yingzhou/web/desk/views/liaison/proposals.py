"""派户建议: having one made, looking through it, accepting it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms.liaison import ProposeForm
from yingzhou.web.desk.views.liaison.overview import ACT
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison import actions
from yingzhou.work.liaison.queries.overview import overseen, station_for
from yingzhou.work.liaison.queries.proposals import ProposalView, line_for, proposal_for, proposal_view
from yingzhou.work.liaison.rules import DECIDERS, OVERSEERS, may_decide

DECIDE = gettext_lazy("定谁联络谁")
ALL = "all"


@dataclass(frozen=True)
class ProposePage:
    """All that desk/liaison/propose.html may use."""

    form: ProposeForm


@who(*DECIDERS, act=DECIDE)
def propose(request: HttpRequest) -> HttpResponse:
    """A proposal for a station at once; for the whole district the worker computes it."""
    viewer = viewer_of(request)
    form = ProposeForm(request.POST or None, initial={"station": request.GET.get("station", "")}, stations=_places(viewer))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            station = None if asked["station"] == ALL else station_for(viewer, UUID(asked["station"]), on=today())
            made = actions.ask_proposal(station=station, since=asked["since"], by=viewer)
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            return HttpResponseRedirect(reverse("desk:liaison_proposal", args=[made.public_id]))
    return render(request, "desk/liaison/propose.html", vars(ProposePage(form)), status=422 if form.is_bound else 200)


def _places(viewer: Viewer) -> list[tuple[str, str]]:
    stations = [(str(one.public_id), one.name) for one in overseen(viewer, on=today()) if may_decide(viewer, one.pk)]
    return [(ALL, _("全区（后台算，几秒到一分钟）")), *stations] if may_decide(viewer, None) else stations


@dataclass(frozen=True)
class ProposalPage:
    """All that desk/liaison/proposal.html may use."""

    view: ProposalView
    next: str
    refused: Refusal | None


@who(*OVERSEERS, act=ACT)
@require_GET
def proposal(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What would change, and why."""
    return _show(request, pid)


def _show(request: HttpRequest, pid: UUID, *, refused: Refusal | None = None) -> HttpResponse:
    view = proposal_view(viewer_of(request), pid, after=_after(request))
    page = ProposalPage(view=view, next=f"?after={view.after}" if view.after else "", refused=refused)
    return render(request, "desk/liaison/proposal.html", vars(page), status=refused.status if refused else 200)


def _after(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("after", ""))
    except ValueError:
        return None


@require_POST
@who(*DECIDERS, act=DECIDE)
def accept(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Do what it says, from its day."""
    viewer = viewer_of(request)
    found = proposal_for(viewer, pid)
    try:
        actions.accept_proposal(proposal=found, by=viewer)
    except Refusal as refusal:
        return _show(request, pid, refused=refusal)
    messages.success(request, _("采纳了。每一户从那天起归新的联络员"))
    return HttpResponseRedirect(reverse("desk:liaison_proposal", args=[pid]))


@require_POST
@who(*DECIDERS, act=DECIDE)
def drop(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Do nothing of it."""
    viewer = viewer_of(request)
    found = proposal_for(viewer, pid)
    try:
        actions.drop_proposal(proposal=found, by=viewer)
    except Refusal as refusal:
        return _show(request, pid, refused=refusal)
    messages.success(request, _("这份不用了，什么也没有改"))
    return HttpResponseRedirect(reverse("desk:liaison"))


@require_POST
@who(*DECIDERS, act=DECIDE)
def line(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Take one business out, or put it back."""
    viewer = viewer_of(request)
    found = line_for(viewer, pid)
    try:
        actions.take_line_out(line=found, is_out=request.POST.get("out") == "1", by=viewer)
    except Refusal as refusal:
        return _show(request, found.proposal.public_id, refused=refusal)
    return HttpResponseRedirect(f"{reverse('desk:liaison_proposal', args=[found.proposal.public_id])}#line-{pid}")
