"""The front page, the way to the right station, and what we keep."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yingzhou.web.door.access import anyone
from yingzhou.work.network import public as network

MOST = 60


@anyone
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and what it is not."""
    return render(request, "portal/home.html")


@anyone
def about(request: HttpRequest) -> HttpResponse:
    """What is kept, for how long, and who sees it."""
    return render(request, "portal/about.html")


@dataclass(frozen=True)
class PointsPage:
    """All that portal/points.html may use."""

    asked: str
    villages: list[network.Village]
    is_cut: bool


@anyone
def points(request: HttpRequest) -> HttpResponse:
    """Which station looks after which village."""
    asked = request.GET.get("q", "").strip()[:40]
    found = [v for v in network.villages() if asked in v.name or asked in v.town or asked in v.station]
    page = PointsPage(asked=asked, villages=found[:MOST], is_cut=len(found) > MOST)
    return render(request, "portal/points.html", vars(page))
