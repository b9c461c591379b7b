"""The list of complaints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yingzhou.web.desk.forms import complaints as forms
from yingzhou.web.desk.views.complaints.showing import READ, chip_of
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.clocks import Clock
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries import complaints as queries


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    complaint: Complaint
    clock: Clock


@dataclass(frozen=True)
class ListPage:
    """All that desk/complaints/list.html may use."""

    form: forms.ComplaintFilter
    rows: list[Row]
    asked: dict[str, Any]
    count: int
    is_capped: bool
    next: str


@who(*queries.READERS, act=READ)
def complaint_list(request: HttpRequest) -> HttpResponse:
    """Complaints to decide, running, and ended ones; the most pressing day first."""
    form = forms.ComplaintFilter(request.GET)
    asked = form.asked()
    found = queries.complaint_list(viewer=viewer_of(request), **asked)
    query = request.GET.copy()
    query["after"] = str(found.after or "")
    page = ListPage(
        form=form,
        rows=[Row(one, chip_of(one)) for one in found.complaints],
        asked=asked,
        count=found.count,
        is_capped=found.is_capped,
        next=f"?{query.urlencode()}" if found.after else "",
    )
    return render(request, "desk/complaints/list.html", vars(page))
