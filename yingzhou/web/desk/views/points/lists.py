"""联络点与星级: the list, one point, the rows behind a number, one award."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.forms import points as forms
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.disputes.models import StarAppeal
from yingzhou.work.disputes.queries import points
from yingzhou.work.liaison.rules import READERS

ACT = gettext_lazy("看联络点")


@dataclass(frozen=True)
class ListPage:
    """All that desk/points/list.html may use."""

    form: forms.PointFilter
    asked: dict[str, Any]
    rows: tuple[points.PointRow, ...]
    next: str


@who(*READERS, act=ACT)
@require_GET
def point_list(request: HttpRequest) -> HttpResponse:
    """Points in scope, by name, narrowed by kind, stars and what ends soon."""
    form = forms.PointFilter(request.GET)
    asked = form.asked()
    found = points.point_list(viewer_of(request), **asked)
    query = request.GET.copy()
    query["after"] = str(found.after or "")
    page = ListPage(form=form, asked=asked, rows=found.rows, next=f"?{query.urlencode()}" if found.after else "")
    return render(request, "desk/points/list.html", vars(page))


@dataclass(frozen=True)
class PointPage:
    """All that desk/points/point.html may use."""

    view: points.PointView
    waiting: StarAppeal | None
    appeal: Form
    decide: Form
    refused: dict[str, Refusal]


@who(*READERS, act=ACT)
@require_GET
def point(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One point: its stars, what they rest on, what is missing for the next."""
    return show(request, pid)


def show(
    request: HttpRequest,
    pid: UUID,
    *,
    bound: dict[str, Form] | None = None,
    refused: dict[str, Refusal] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a point; `bound` and `refused` put what was typed, and why not, back beside the button."""
    view = points.point_view(viewer_of(request), pid)
    page = PointPage(
        view=view,
        waiting=next((one for one in view.appeals if one.decided_at is None), None),
        appeal=(bound or {}).get("appeal") or forms.Appeal(auto_id="appeal_%s"),
        decide=(bound or {}).get("decide") or forms.DecideAppeal(auto_id="decide_%s"),
        refused=refused or {},
    )
    return render(request, "desk/points/point.html", vars(page), status=status)


@who(*READERS, act=ACT)
@require_GET
def point_evidence(request: HttpRequest, pid: UUID, item: str) -> HttpResponse:
    """The rows one number was counted from."""
    return render(request, "desk/points/evidence.html", {"view": points.evidence_of(viewer_of(request), pid, item)})


@who(*READERS, act=ACT)
@require_GET
def award(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One award as it was given, read from its snapshot alone; made to be printed."""
    return render(request, "desk/points/award.html", {"view": points.award_view(viewer_of(request), pid)})
