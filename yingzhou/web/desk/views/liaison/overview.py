"""1+N 联络: who has how many, what nobody looks after, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.liaison.queries.overview import LiaisonView, liaison_view
from yingzhou.work.liaison.queries.silence import COUNT_CAP, Asked, SilentRow, silent_page
from yingzhou.work.liaison.rules import OVERSEERS

ACT = _("看联络安排")
#: How many of the silent list stand on the first page.
SHORT = 8


@dataclass(frozen=True)
class LiaisonPage:
    """All that desk/liaison/liaison.html may use."""

    view: LiaisonView
    silent: tuple[SilentRow, ...]
    silent_total: int
    silent_more: bool


@who(*OVERSEERS, act=ACT)
@require_GET
def liaison(request: HttpRequest) -> HttpResponse:
    """The station of a head; all stations, or one of them, for a leader."""
    viewer, on = viewer_of(request), today()
    view = liaison_view(viewer, on=on, station=_uuid(request.GET.get("station", "")))
    found = silent_page(viewer, Asked(station=view.station.pk if view.station else None), on=on)
    more = found.total >= COUNT_CAP
    page = LiaisonPage(view=view, silent=found.rows[:SHORT], silent_total=found.total - more, silent_more=more)
    return render(request, "desk/liaison/liaison.html", vars(page))


def _uuid(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
