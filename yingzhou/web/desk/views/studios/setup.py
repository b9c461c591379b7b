"""Setting a studio up: rooms, who sits there, hours, days off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import studios as forms
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.disputes.actions import studios as acts
from yingzhou.work.disputes.choices import BodyKind
from yingzhou.work.disputes.models import MediationStudio, StudioClosure
from yingzhou.work.disputes.queries import points, studios
from yingzhou.work.disputes.rules.studios import KEEPERS
from yingzhou.work.liaison.rules import Span

ACT = gettext_lazy("设调解工作室")


@dataclass(frozen=True)
class NewPage:
    """All that desk/studios/new.html may use."""

    form: forms.NewStudio


@who(*KEEPERS, act=ACT)
def studio_new(request: HttpRequest) -> HttpResponse:
    """A studio at a point that has none yet."""
    viewer = viewer_of(request)
    found = [(str(one.public_id), one.name) for one in studios.points_without_studio(viewer)]
    form = forms.NewStudio(request.POST or None, points=found, initial={"point": request.GET.get("point", "")})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            point = points.point_in_scope(viewer, UUID(asked["point"]))
            made = acts.open_studio(point=point, name=asked["name"], body=BodyKind(asked["body"]), since=today(), by=viewer)
            acts.add_room(studio=made, name=asked["room"], since=today(), by=viewer)
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("设好了。再加调解员和工作室时间，就能排场次"))
            return HttpResponseRedirect(reverse("desk:studio_setup", args=[made.public_id]))
    return render(request, "desk/studios/new.html", vars(NewPage(form)), status=422 if form.is_bound else 200)


@dataclass(frozen=True)
class SetupPage:
    """All that desk/studios/setup.html may use."""

    face: studios.StudioFace
    closures: list[StudioClosure]
    forms: dict[str, Form]


@who(*KEEPERS, act=ACT)
def studio_setup(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Rooms, seats, hours, days off: four small forms on one page."""
    return _page(request, studios.studio_for(viewer_of(request), pid))


@who(*KEEPERS, act=ACT)
@require_POST
def studio_room(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One more room."""
    form = forms.NewRoom(request.POST, auto_id="room_%s")

    def act(studio: MediationStudio) -> None:
        asked = form.cleaned_data
        by = viewer_of(request)
        acts.add_room(studio=studio, name=asked["name"], is_online=asked["is_online"], since=today(), by=by)

    return _done(request, pid, "room", form, act)


@who(*KEEPERS, act=ACT)
@require_POST
def studio_seat(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Somebody mediates here from today."""
    studio = studios.studio_for(viewer_of(request), pid)
    colleagues = {str(one.public_id): one for one in studios.colleagues_for(studio)}
    form = forms.Seat(request.POST, officers=[(key, one.name) for key, one in colleagues.items()], auto_id="seat_%s")

    def act(studio: MediationStudio) -> None:
        asked = form.cleaned_data
        acts.seat_mediator(
            studio=studio,
            officer=colleagues.get(asked["officer"]),
            name=asked["name"],
            qualification=asked["qualification"],
            since=today(),
            by=viewer_of(request),
        )

    return _done(request, pid, "seat", form, act)


@who(*KEEPERS, act=ACT)
@require_POST
def studio_hours(request: HttpRequest, pid: UUID) -> HttpResponse:
    """When sessions are held."""
    form = forms.Hours(request.POST, auto_id="hours_%s")

    def act(studio: MediationStudio) -> None:
        spans = [Span(*span) for span in form.spans()]
        acts.set_studio_hours(studio=studio, days=form.cleaned_data["days"], spans=spans, by=viewer_of(request))

    return _done(request, pid, "hours", form, act)


@who(*KEEPERS, act=ACT)
@require_POST
def studio_closure(request: HttpRequest, pid: UUID) -> HttpResponse:
    """No sessions for some days."""
    form = forms.Closure(request.POST, auto_id="closure_%s")

    def act(studio: MediationStudio) -> None:
        acts.close_for_days(studio=studio, by=viewer_of(request), **form.cleaned_data)

    return _done(request, pid, "closure", form, act)


def _done(request: HttpRequest, pid: UUID, name: str, form: Form, act: Callable[[MediationStudio], None]) -> HttpResponse:
    """Act and come back; or show the page again with what was typed, and why not."""
    studio = studios.studio_for(viewer_of(request), pid)
    if form.is_valid():
        try:
            act(studio)
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("记好了"))
            return HttpResponseRedirect(reverse("desk:studio_setup", args=[pid]))
    return _page(request, studio, bound={name: form}, status=422)


def _page(
    request: HttpRequest, studio: MediationStudio, *, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    colleagues = [(str(one.public_id), one.name) for one in studios.colleagues_for(studio)]
    shown: dict[str, Form] = {
        "room": forms.NewRoom(auto_id="room_%s"),
        "seat": forms.Seat(officers=colleagues, auto_id="seat_%s"),
        "hours": forms.Hours(auto_id="hours_%s"),
        "closure": forms.Closure(auto_id="closure_%s"),
        **(bound or {}),
    }
    face = studios.studio_face(viewer_of(request), studio)
    page = SetupPage(face=face, closures=studios.closures_ahead(studio), forms=shown)
    return render(request, "desk/studios/setup.html", vars(page), status=status)
