"""The week of a station: see it, have it computed, accept it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms.plans import WeekForm
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.reading import day_in, uuid_in
from yingzhou.work.network.models import Organization
from yingzhou.work.network.queries import ground
from yingzhou.work.visits.actions import plan as actions
from yingzhou.work.visits.models import Plan
from yingzhou.work.visits.queries.plan import maps, scope, week
from yingzhou.work.visits.rules.plans import MAKERS, READERS

SEE = gettext_lazy("看走访计划")
MAKE = gettext_lazy("排走访计划")
#: No page shows a week further away than this.
FURTHEST = timedelta(days=5 * 366)
#: How a kind of matter looks: icon and area.
LOOKS = {
    "urgent": ("urgent", "sup"),
    "recheck": ("alert-hexagon", "sup"),
    "demand": ("message-dots", "net"),
    "round": ("flag", "eco"),
    "random": ("dice-3", "base"),
    "routine": ("clock-pause", "net"),
}


@dataclass(frozen=True)
class WeekPage:
    """All that desk/plans/week.html may use."""

    week: week.Week
    stations: Sequence[Organization]
    looks: dict[str, tuple[str, str]]
    map_day: date
    map_data: dict[str, Any]
    map_ground: dict[str, Any]
    refusal: Refusal | None
    before: date
    after: date
    this: date
    is_stuck: bool


@who(*READERS, act=SEE)
@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    """One week: next week from Thursday on, this week before, unless one is asked for."""
    monday = _monday(_near(day_in(request.GET, "week")))
    return show(request, uuid_in(request.GET, "station"), monday)


def show(
    request: HttpRequest, station_id: UUID | None, monday: date, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """The page of a week; with a refusal beside what was asked."""
    viewer, on = viewer_of(request), today()
    station = scope.station_named(viewer, station_id, on=on)
    if station is None:
        return render(request, "desk/plans/nowhere.html", {})
    found = week.week(viewer, station, monday, on=on, picked=uuid_in(request.GET, "visit"))
    days = [day for day, _count in found.days]
    asked = day_in(request.GET, "day")
    map_day = asked if asked in days else next((day for day, count in found.days if count and day >= on), days[0])
    page = WeekPage(
        week=found,
        stations=list(scope.seen_stations(viewer, on=on)),
        looks=LOOKS,
        map_day=map_day,
        map_data=_drawn(maps.day_map(found.plan, map_day)) if found.plan else {},
        map_ground=ground.outline(settings.DISTRICT),
        refusal=refusal,
        before=monday - timedelta(days=7),
        after=monday + timedelta(days=7),
        this=_monday(on),
        is_stuck=bool(found.plan and week.is_stuck(found.plan)),
    )
    return render(request, "desk/plans/week.html", vars(page), status=status)


@who(*MAKERS, act=MAKE)
@require_POST
def plan_make(request: HttpRequest) -> HttpResponse:
    """Have a week computed, or computed again around what is locked."""
    form = WeekForm(request.POST)
    if not form.is_valid():
        raise NotFound
    told, viewer = form.cleaned_data, viewer_of(request)
    station = scope.station_named(viewer, told["station"], on=today())
    if station is None:
        raise NotFound
    try:
        plan = actions.make_plan(station=station, monday=told["monday"], by=viewer)
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            raise
        return show(request, told["station"], _monday(_near(told["monday"])), refusal=refusal, status=refusal.status)
    return to(plan)


@who(*READERS, act=SEE)
@require_GET
def plan_working(request: HttpRequest, pid: UUID) -> HttpResponse:
    """How far the computation is; htmx asks every second, and reloads the page where a better answer is written."""
    plan = scope.plan_for(viewer_of(request), pid, on=today())
    seen = request.GET.get("edition", "")
    if not request.headers.get("HX-Request"):
        return to(plan)
    if plan.computing_since is None or seen != str(plan.edition):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "desk/plans/working.html", {"plan": plan, "may_make": request.GET.get("may") == "1"})


@who(*MAKERS, act=MAKE)
@require_POST
def plan_stop(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Keep what is there."""
    plan = scope.plan_for(viewer_of(request), pid, on=today())
    return to(actions.stop(plan=plan, by=viewer_of(request)))


@who(*MAKERS, act=gettext_lazy("定下走访计划"))
@require_POST
def plan_accept(request: HttpRequest, pid: UUID) -> HttpResponse:
    """So it shall be."""
    viewer = viewer_of(request)
    plan = scope.plan_for(viewer, pid, on=today())
    try:
        plan = actions.accept(plan=plan, by=viewer)
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            raise
        return show(request, plan.station.public_id, plan.monday, refusal=refusal, status=refusal.status)
    messages.success(request, _("定了；每个人的手机和日历上都有了"))
    return to(plan)


@who(*READERS, act=SEE)
@require_GET
def plan_geojson(request: HttpRequest, pid: UUID) -> HttpResponse:
    """The ways of a day for a map program."""
    plan = scope.plan_for(viewer_of(request), pid, on=today())
    day = day_in(request.GET, "day") or plan.monday
    return JsonResponse(maps.as_geojson(maps.day_map(plan, day)), content_type="application/geo+json")


def to(plan: Plan, anchor: str = "") -> HttpResponseRedirect:
    """Back to the week."""
    where = f"{reverse('desk:plan_list')}?week={plan.monday.isoformat()}&station={plan.station.public_id}"
    return HttpResponseRedirect(where + anchor)


def _drawn(told: maps.DayMap) -> dict[str, Any]:
    """What the script draws."""
    routes = [
        {"name": line.officer, "mark": line.mark, "stops": [[stop[0], stop[1]] for stop in line.stops]} for line in told.lines
    ]
    return {"home": list(told.home) if told.home else None, "routes": routes}


def _monday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)


def _near(day: date | None) -> date:
    """A day of some week somebody could mean; of no week, or one years away, the usual one."""
    on = today()
    return _usual(on) if day is None or abs(day - on) > FURTHEST else day


def _usual(on: date) -> date:
    """From Thursday on people think of the week to come."""
    return on + timedelta(days=7) if on.isoweekday() >= 4 else on
