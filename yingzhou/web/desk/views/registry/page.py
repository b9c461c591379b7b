"""One business: everything on one page, its history, its size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import today
from yingzhou.web.desk.views.cases import clock_of
from yingzhou.web.desk.views.registry.months import Month, by_month
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.clocks import Clock
from yingzhou.work.cases.models import Case
from yingzhou.work.overview.queries.business import BusinessView, business_page
from yingzhou.work.overview.queries.timeline import STRANDS, Strand
from yingzhou.work.registry.choices import Size
from yingzhou.work.registry.models import Business
from yingzhou.work.registry.queries.belongings import size_of
from yingzhou.work.registry.queries.businesses import business_for
from yingzhou.work.registry.queries.history import ChangeLine, history_page
from yingzhou.work.registry.queries.scope import CALLERS, DECIDERS, READERS, WRITERS


@dataclass(frozen=True)
class BusinessPage:
    """All that desk/registry/business.html may use."""

    view: BusinessView
    business: Business
    months: list[Month]
    matters: list[tuple[Case, Clock]]
    strands: tuple[Strand, ...]
    strand: str
    more: str
    size_label: Any
    may_write: bool
    may_call: bool
    may_decide: bool


@dataclass(frozen=True)
class HistoryPage:
    """All that desk/registry/history.html may use."""

    business: Business
    lines: list[ChangeLine]
    more: str


@dataclass(frozen=True)
class SizePage:
    """All that desk/registry/size.html may use."""

    business: Business
    told: Any
    label: Any


@who(*READERS, act=_("看经营主体"))
def business(request: HttpRequest, pid: UUID) -> HttpResponse:
    """一户一档.  A row that was merged leads to the one that was kept."""
    viewer = viewer_of(request)
    strand, cursor = request.GET.get("strand", ""), request.GET.get("before", "")
    view = business_page(viewer, pid, on=today(), strand=strand, cursor=cursor)
    if view.business.merged_into is not None:
        kept = reverse("desk:business", args=[view.business.merged_into.public_id])
        return HttpResponseRedirect(f"{kept}?from={pid}")
    page = BusinessPage(
        view=view,
        business=view.business,
        months=by_month(view.timeline.entries, today=today()),
        matters=[(case, clock_of(case)) for case in view.open_cases],
        strands=STRANDS,
        strand=strand,
        more=view.timeline.more,
        size_label=Size(view.size.size).label if view.size.size else "",
        may_write=viewer.has(*WRITERS),
        may_call=viewer.has(*CALLERS),
        may_decide=viewer.has(*DECIDERS),
    )
    return render(request, "desk/registry/business.html", {**vars(page), "came_from": "from" in request.GET})


@who(*READERS, act=_("看变更记录"))
def history(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What changed, field by field, by whom and from where."""
    found = business_for(viewer_of(request), pid, on=today())
    lines, more = history_page(found, before=request.GET.get("before", ""))
    return render(request, "desk/registry/history.html", vars(HistoryPage(found, lines, more)))


@who(*READERS, act=_("看规模划型"))
def size(request: HttpRequest, pid: UUID) -> HttpResponse:
    """How the size class came about, comparison by comparison."""
    found = business_for(viewer_of(request), pid, on=today())
    told = size_of(found, on=today())
    page = SizePage(found, told, Size(told.size).label if told.size else "")
    return render(request, "desk/registry/size.html", vars(page))
