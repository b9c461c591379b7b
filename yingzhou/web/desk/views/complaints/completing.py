"""补全材料: what was missing when the complaint was registered."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import complaints as forms
from yingzhou.web.desk.views.complaints.showing import WORK
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries import complaints as queries
from yingzhou.work.disputes.queries.gaps import gaps_of
from yingzhou.work.disputes.rules.steps import Step, may


@dataclass(frozen=True)
class CompletePage:
    """All that desk/complaints/complete.html may use."""

    complaint: Complaint
    case: Case
    form: Form
    is_open: bool
    refused: Refusal | None = None


@who(*queries.READERS, act=WORK)
def complete(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Only what is missing is asked; any part of it may be given."""
    viewer = viewer_of(request)
    complaint = queries.complaint_for(viewer, pid)
    form = forms.Complete(request.POST if request.method == "POST" else None, gaps=gaps_of(complaint))
    if request.method != "POST":
        return _screen(request, complaint, form)
    if not form.is_valid():
        return _screen(request, complaint, form, status=422)
    try:
        actions.complete_complaint(complaint=complaint, given=form.cleaned_data, by=viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return _screen(request, complaint, form, refused=refusal, status=refusal.status)
    messages.success(request, _("补上了；期限不变"))
    return HttpResponseRedirect(reverse("desk:complaint", args=[pid]))


def _screen(
    request: HttpRequest, complaint: Complaint, form: Form, *, refused: Refusal | None = None, status: int = 200
) -> HttpResponse:
    is_open = may(viewer_of(request), queries.facts_of(complaint), Step.COMPLETE)
    page = CompletePage(complaint=complaint, case=complaint.case, form=form, is_open=is_open, refused=refused)
    return render(request, "desk/complaints/complete.html", vars(page), status=status)
