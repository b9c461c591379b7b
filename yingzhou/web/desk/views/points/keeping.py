"""Setting a contact point up, and keeping what people read on its door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import points as forms
from yingzhou.web.desk.forms.studios import Hours
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.queries import points
from yingzhou.work.liaison import actions
from yingzhou.work.liaison.choices import PointKind, PointLevel
from yingzhou.work.liaison.models import ContactPoint
from yingzhou.work.liaison.rules import KEEPERS, HostUnclear, Span
from yingzhou.work.network import public as network
from yingzhou.work.network import queries as net
from yingzhou.work.registry import public as registry
from yingzhou.work.registry.queries.businesses import business_for

ACT = gettext_lazy("管联络点")


@dataclass(frozen=True)
class PointFormPage:
    """All that desk/points/form.html may use."""

    form: forms.PointForm
    point: ContactPoint | None


@who(*KEEPERS, act=ACT)
def point_new(request: HttpRequest) -> HttpResponse:
    """A new point of one's own station."""
    viewer = viewer_of(request)
    form = forms.PointForm(request.POST or None, **_lists(viewer))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            station = net.organization_for(viewer, UUID(asked["station"]))
            made = actions.open_point(
                kind=PointKind(asked["kind"]), station=station, facts=_facts(viewer, form), since=today(), by=viewer
            )
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("设好了。再写上开放时间"))
            return HttpResponseRedirect(reverse("desk:point_hours", args=[made.public_id]))
    return render(request, "desk/points/form.html", vars(PointFormPage(form, None)), status=422 if form.is_bound else 200)


@who(*KEEPERS, act=ACT)
def point_edit(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Other words on the door."""
    viewer = viewer_of(request)
    point = points.point_in_scope(viewer, pid)
    form = forms.PointForm(request.POST or None, is_new=False, initial=_initial(point), **_lists(viewer))
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_point(point=point, facts=_facts(viewer, form), by=viewer)
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("改好了，公众网页上也改了"))
            return HttpResponseRedirect(reverse("desk:point", args=[pid]))
    return render(request, "desk/points/form.html", vars(PointFormPage(form, point)), status=422 if form.is_bound else 200)


@dataclass(frozen=True)
class HoursPage:
    """All that desk/points/hours.html may use."""

    point: ContactPoint
    form: Hours


@who(*KEEPERS, act=ACT)
def point_hours(request: HttpRequest, pid: UUID) -> HttpResponse:
    """When somebody is there."""
    viewer = viewer_of(request)
    point = points.point_in_scope(viewer, pid)
    form = Hours(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            spans = [Span(*span) for span in form.spans()]
            actions.set_point_hours(point=point, days=form.cleaned_data["days"], spans=spans, by=viewer)
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("开放时间改好了，公众网页上也改了"))
            return HttpResponseRedirect(reverse("desk:point", args=[pid]))
    return render(request, "desk/points/hours.html", vars(HoursPage(point, form)), status=422 if form.is_bound else 200)


def _lists(viewer: Viewer) -> dict[str, Any]:
    everywhere = viewer.everywhere
    stations = [one for one in net.stations(on=today()) if everywhere or one.pk in viewer.station_ids]
    named = {one.name for one in stations}
    return {
        "stations": [(str(one.public_id), one.name) for one in stations],
        "communities": [
            (str(one.public_id), f"{one.town} {one.name}".strip()) for one in network.villages() if one.station in named
        ],
    }


def _facts(viewer: Viewer, form: forms.PointForm) -> actions.PointFacts:
    asked = form.cleaned_data
    community = net.organization_for(viewer, UUID(asked["community"]))
    shops = registry.shops(asked["host"], most=2) if asked["host"] else ()
    if asked["host"] and len(shops) != 1:
        raise HostUnclear()
    return actions.PointFacts(
        name=asked["name"],
        level=PointLevel(asked["level"]),
        address=asked["address"],
        phone=asked["phone"],
        community=community,
        host_business=business_for(viewer, shops[0].public_id, on=today()) if shops else None,
        host_organization=None if shops else community,
        longitude=asked["longitude"],
        latitude=asked["latitude"],
    )


def _initial(point: ContactPoint) -> dict[str, Any]:
    return {
        "level": point.level,
        "name": point.name,
        "community": str(point.community.public_id) if point.community else "",
        "host": point.host_business.name if point.host_business else "",
        "address": point.address,
        "phone": point.phone,
        "latitude": point.latitude,
        "longitude": point.longitude,
    }
