"""The front page, the way to the right station, and what we keep."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yingzhou.web.door.access import anyone
from yingzhou.work.disputes import public as disputes
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
    doors: tuple[disputes.PublicPoint, ...]
    more_doors: bool
    villages: list[network.Village]
    is_cut: bool


@anyone
def points(request: HttpRequest) -> HttpResponse:
    """The doors one can knock at, with hours and telephone; and which station looks after which village."""
    asked = request.GET.get("q", "").strip()[:40]
    found = [v for v in network.villages() if asked in v.name or asked in v.town or asked in v.station]
    near = disputes.points_near(asked)
    page = PointsPage(asked=asked, doors=near.points, more_doors=near.is_cut, villages=found[:MOST], is_cut=len(found) > MOST)
    return render(request, "portal/points.html", vars(page))
