"""今日: what waits for me, and how the net looks from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yingzhou.base.clock import today
from yingzhou.web.door.access import signed_in
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.clocks import Clock, clock
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.queries.ground import outline
from yingzhou.work.overview.queries import today as overview
from yingzhou.work.overview.queries.todo import Due, Item, Risk, TodoList, todo

ANSWERING = (Role.STATION_HEAD, Role.DEPARTMENT)
GROUP_ICONS = {
    Risk.STATUTORY_NOW: "alert-triangle",
    Risk.STATUTORY_SOON: "hourglass",
    Risk.PROMISED_NOW: "alert-triangle",
    Risk.PROMISED: "heart-handshake",
    Risk.LATER: "calendar",
}


@dataclass(frozen=True)
class Line:
    """One thing to do, with its chip."""

    item: Item
    due: Clock | None


@dataclass(frozen=True)
class Group:
    label: str
    icon: str
    lines: list[Line]


@dataclass(frozen=True)
class HomePage:
    """All that desk/home/home.html may use."""

    groups: list[Group]
    count: int
    is_station_wide: bool
    can_answer: bool
    week: int
    day: date
    coverage: overview.Coverage
    ages: list[overview.Age]
    map_data: dict[str, Any]
    map_ground: dict[str, Any]
    map_label: str


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The first page of the day."""
    viewer = viewer_of(request)
    can_answer = viewer.has(*ANSWERING)
    station_wide = can_answer and request.GET.get("of") == "all"
    listed = todo(viewer=viewer, station_wide=station_wide)
    return render(request, "desk/home/home.html", vars(_page(viewer, listed, station_wide, can_answer)))


def _page(viewer: Viewer, listed: TodoList, station_wide: bool, can_answer: bool) -> HomePage:
    day = today()
    covered = overview.coverage(viewer=viewer)
    return HomePage(
        groups=[
            Group(group.label, GROUP_ICONS[group.risk], [Line(item, _chip(item.due)) for item in group.items])
            for group in listed.groups
        ],
        count=listed.count,
        is_station_wide=station_wide,
        can_answer=can_answer,
        week=day.isocalendar().week,
        day=day,
        coverage=covered,
        ages=overview.hazard_ages(viewer=viewer),
        map_data=_drawing(covered),
        map_ground=outline(settings.DISTRICT) if covered.spots else {},
        map_label=_("辖区示意图：") + "，".join(f"{spot.name} {spot.count}" for spot in covered.spots),
    )


#: More names than this would lie over one another on the small map.
MOST_LABELS = 3


def _drawing(covered: overview.Coverage) -> dict[str, Any]:
    """The small map: a dot for each town, a circle for each station in scope, the larger the more businesses."""
    spots = covered.spots
    most = max((spot.count for spot in spots), default=1)
    points: list[dict[str, Any]] = [
        {"at": [town.latitude, town.longitude], "name": town.name, "area": "base"} for town in covered.towns
    ]
    points += [
        {
            "at": [spot.latitude, spot.longitude],
            "name": spot.name,
            "n": spot.count,
            "label": spot.name if len(spots) <= MOST_LABELS else "",
            "area": "net",
            "href": reverse("desk:organization", args=[spot.public_id]),
            "gap": bool(spot.alone),
        }
        for spot in spots
    ]
    return {"focus": [], "scale": round(18 / most**0.5, 3), "points": points}


def _chip(due: Due | None) -> Clock | None:
    if due is None:
        return None
    return clock(
        due.due_on,
        left=due.left,
        working=due.working,
        label=due.label,
        article=due.basis,
        detail=_("%(label)s：%(source)s。") % {"label": due.label, "source": due.source},
        provisional=due.is_provisional,
        used=due.used,
    )
