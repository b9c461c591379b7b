"""受理、不予受理、终止: a screen each, with the paper to be read before the button is pressed."""

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
from django.utils.translation import gettext_lazy as _

from yingzhou.base.documents.issuing import Preview
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import complaints as forms
from yingzhou.web.desk.forms.cases import Nothing
from yingzhou.web.desk.views.complaints.showing import WORK
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries import complaints as queries
from yingzhou.work.disputes.queries import papers
from yingzhou.work.disputes.queries.dossier import Dossier, dossier
from yingzhou.work.disputes.rules.steps import Step


@dataclass(frozen=True)
class Decision:
    """One of the three: its words, its form, its paper, its action."""

    name: str
    step: Step
    title: Any
    button: Any
    said: Any
    make: Callable[..., Form]
    paper: str
    values: Callable[[Complaint, dict[str, Any], Viewer], dict[str, Any]]
    act: Callable[[Complaint, dict[str, Any], Viewer], Complaint]


@dataclass(frozen=True)
class DecisionPage:
    """All that desk/complaints/decide.html may use."""

    d: Dossier
    complaint: Complaint
    case: Case
    decision: Decision
    form: Form
    paper: Preview | None
    refused: Refusal | None
    is_open: bool


ACCEPT = Decision(
    name="accept",
    step=Step.ACCEPT,
    title=_("受理"),
    button=_("受理，制作决定书"),
    said=_("受理了。决定书做好了，请告知投诉人：告知了才算按期"),
    make=Nothing,
    paper=papers.ACCEPTANCE,
    values=lambda one, asked, by: papers.acceptance_values(one, by=by, masked=True),
    act=lambda one, asked, by: actions.accept(complaint=one, by=by),
)
DECLINE = Decision(
    name="decline",
    step=Step.DECLINE,
    title=_("不予受理"),
    button=_("不予受理，制作决定书"),
    said=_("决定书做好了，请告知投诉人：理由和其他途径都印在上面"),
    make=forms.Decline,
    paper=papers.REFUSAL,
    values=lambda one, asked, by: papers.refusal_values(
        one, asked.get("ground", ""), asked.get("reason", ""), by=by, masked=True
    ),
    act=lambda one, asked, by: actions.decline(complaint=one, ground=asked["ground"], reason=asked["reason"], by=by),
)
TERMINATE = Decision(
    name="terminate",
    step=Step.TERMINATE,
    title=_("终止调解"),
    button=_("终止调解，制作决定书"),
    said=_("终止了。决定书做好了，请在七个工作日内告知双方"),
    make=forms.Terminate,
    paper=papers.TERMINATION,
    values=lambda one, asked, by: papers.termination_values(
        one, asked.get("ground", ""), asked.get("reason", ""), by=by, masked=True
    ),
    act=lambda one, asked, by: actions.terminate(complaint=one, ground=asked["ground"], reason=asked["reason"], by=by),
)


def _decide(request: HttpRequest, pid: UUID, decision: Decision) -> HttpResponse:
    viewer = viewer_of(request)
    complaint = queries.complaint_for(viewer, pid)
    found = dossier(viewer=viewer, pid=pid)
    if request.method != "POST":
        proposed = {"ground": found.proposed_ground} if decision is DECLINE and found.proposed_ground else {}
        return _screen(request, found, decision, decision.make(initial=proposed))
    form = decision.make(request.POST)
    if request.POST.get("go") == "preview" or not form.is_valid():
        return _screen(request, found, decision, form, status=200 if request.POST.get("go") == "preview" else 422)
    try:
        decision.act(complaint, form.cleaned_data, viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return _screen(request, found, decision, form, refused=refusal, status=refusal.status)
    messages.success(request, decision.said)
    return HttpResponseRedirect(reverse("desk:complaint", args=[pid]))


def _screen(
    request: HttpRequest, found: Dossier, decision: Decision, form: Form, *, refused: Refusal | None = None, status: int = 200
) -> HttpResponse:
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    is_open = decision.step in found.may
    page = DecisionPage(
        d=found,
        complaint=found.complaint,
        case=found.complaint.case,
        decision=decision,
        form=form,
        paper=papers.shown(found.complaint, decision.paper, decision.values(found.complaint, asked, viewer_of(request)))
        if is_open
        else None,
        refused=refused,
        is_open=is_open,
    )
    return render(request, "desk/complaints/decide.html", vars(page), status=status)


@who(*queries.READERS, act=WORK)
def accept(request: HttpRequest, pid: UUID) -> HttpResponse:
    """The notice is on the screen; one press decides."""
    return _decide(request, pid, ACCEPT)


@who(*queries.READERS, act=WORK)
def decline(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One of seven grounds, a reason, the notice."""
    return _decide(request, pid, DECLINE)


@who(*queries.READERS, act=WORK)
def terminate(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One of eight grounds, a reason, the notice to both."""
    return _decide(request, pid, TERMINATE)
