"""One complaint: where it stands in law, what to do now, what was done, who saw it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.views.complaints.showing import READ, chip
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.clocks import Clock
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries import complaints as queries
from yingzhou.work.disputes.queries.dossier import Dossier, dossier


@dataclass(frozen=True)
class ComplaintPage:
    """All that desk/complaints/complaint.html may use."""

    d: Dossier
    complaint: Complaint
    case: Case
    due: Clock
    forms: dict[str, Form]
    refused: dict[str, Refusal]
    opened: str = ""


@who(*queries.READERS, act=READ)
def complaint(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One complaint."""
    return show(request, pid)


def show(
    request: HttpRequest,
    pid: UUID,
    *,
    bound: dict[str, Form] | None = None,
    refused: dict[str, Refusal] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `bound` and `refused` put what was typed, and why not, back beside the button."""
    found = dossier(viewer=viewer_of(request), pid=pid)
    page = ComplaintPage(
        d=found,
        complaint=found.complaint,
        case=found.complaint.case,
        due=chip(found.due),
        forms=bound or {},
        refused=refused or {},
        opened=next(iter(bound or refused or {}), ""),
    )
    return render(request, "desk/complaints/complaint.html", vars(page), status=status)
