"""另行登记举报: what of a complaint is a report, on a page that leaves the complaint as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import complaints as forms
from yingzhou.web.desk.views.tipoffs.marks import UNIT, at_a_desk
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.choices import Matter
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries.dossier import Dossier, dossier


@dataclass(frozen=True)
class SplitPage:
    """All that desk/complaints/split.html may use."""

    complaint: Complaint
    case: Case
    form: Form
    is_open: bool


@at_a_desk(*UNIT, act=gettext_lazy("登记举报"))
def split(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One form; afterwards the complaint, which knows of nothing."""
    found = dossier(viewer=viewer_of(request), pid=pid)
    if request.method != "POST":
        told = {"key": uuid4(), "facts": found.complaint.facts}
        return _screen(request, found, forms.Split(initial=told, people=_people(found)))
    form = forms.Split(request.POST, request.FILES, people=_people(found))
    if not form.is_valid():
        return _screen(request, found, form, status=422)
    try:
        _register(request, found.complaint, form.cleaned_data)
    except NotFound:
        raise
    except Refusal as refusal:
        refuse_in(form, refusal)
        return _screen(request, found, form, status=refusal.status)
    messages.success(request, _("举报另行登记了，在“举报”里办；这件投诉上什么也不留"))
    return HttpResponseRedirect(reverse("desk:complaint", args=[pid]))


def _register(request: HttpRequest, complaint: Complaint, asked: dict[str, Any]) -> None:
    actions.split_report(
        complaint=complaint,
        facts=asked["facts"],
        matter=Matter(asked["matter"]),
        informant=None if asked["informant"] == forms.ANONYMOUS else UUID(asked["informant"]),
        files=asked["papers"],
        key=asked["key"],
        by=viewer_of(request),
    )


def _people(found: Dossier) -> list[tuple[str, str]]:
    """Those who left a name; which name stays masked."""
    words = _("第 %(n)s 位投诉人，实名") if found.is_joint else _("投诉人，实名")
    return [(str(one.public_id), words % {"n": one.place}) for one in found.people if one.has_name]


def _screen(request: HttpRequest, found: Dossier, form: Form, *, status: int = 200) -> HttpResponse:
    page = SplitPage(complaint=found.complaint, case=found.complaint.case, form=form, is_open="split" in found.may)
    return render(request, "desk/complaints/split.html", vars(page), status=status)
