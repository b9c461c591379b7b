"""专题走访: calling a round, watching it, doing it again next year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms.plans import RoundForm, ids
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.web.shared.reading import uuid_in
from yingzhou.work.network.models import Organization
from yingzhou.work.visits.actions.rounds import Called, call_round, stop_round
from yingzhou.work.visits.models import PlanRound
from yingzhou.work.visits.queries.plan import campaigns, scope
from yingzhou.work.visits.rules.plans import MAKERS, READERS, may_make
from yingzhou.work.visits.rules.rounds import year_later

SEE, CALL = gettext_lazy("看专题走访"), gettext_lazy("开一轮专题走访")
MOST = 50


@dataclass(frozen=True)
class ListPage:
    """All that desk/plans/rounds.html may use."""

    rounds: Iterable[PlanRound]
    may_call: bool


@who(*READERS, act=SEE)
@require_GET
def round_list(request: HttpRequest) -> HttpResponse:
    """The latest rounds."""
    viewer = viewer_of(request)
    page = ListPage(rounds=campaigns.rounds(viewer, on=today())[:MOST], may_call=viewer.has(*MAKERS))
    return render(request, "desk/plans/rounds.html", vars(page))


@dataclass(frozen=True)
class RoundPage:
    """All that desk/plans/round.html may use."""

    view: campaigns.RoundView


@who(*READERS, act=SEE)
@require_GET
def round_page(request: HttpRequest, pid: UUID) -> HttpResponse:
    """How far a round is: who was seen, who has a day, who waits."""
    viewer = viewer_of(request)
    page = RoundPage(campaigns.round_view(viewer, campaigns.round_for(viewer, pid, on=today())))
    return render(request, "desk/plans/round.html", vars(page))


@dataclass(frozen=True)
class NewPage:
    """All that desk/plans/round_new.html may use."""

    form: RoundForm
    station: Organization
    again: PlanRound | None


@who(*MAKERS, act=CALL)
@require_http_methods(["GET", "POST"])
def round_new(request: HttpRequest) -> HttpResponse:
    """Call a round."""
    station = _own(request)
    if station is None:
        return render(request, "desk/plans/nowhere.html", {})
    return _call(request, station, None)


@who(*MAKERS, act=CALL)
@require_http_methods(["GET", "POST"])
def round_again(request: HttpRequest, pid: UUID) -> HttpResponse:
    """The same round a year later; everything can still be changed."""
    one = campaigns.round_for(viewer_of(request), pid, on=today())
    return _call(request, one.station, one)


@who(*MAKERS, act=CALL)
@require_POST
def round_stop(request: HttpRequest, pid: UUID) -> HttpResponse:
    """End a round early."""
    one = campaigns.round_for(viewer_of(request), pid, on=today())
    stop_round(one=one, by=viewer_of(request))
    messages.success(request, _("停了；以后的计划不再排它"))
    return HttpResponseRedirect(reverse("desk:round", args=[pid]))


def _call(request: HttpRequest, station: Organization, again: PlanRound | None) -> HttpResponse:
    viewer = viewer_of(request)
    if not may_make(viewer, station.pk):
        raise NotFound
    told = campaigns.round_choices(station, on=today())
    form = RoundForm(
        request.POST or None,
        initial=_before(again) if again else {},
        officers=[(str(pid), name) for pid, name in told.officers],
        communities=[(str(pid), name) for pid, name in told.communities],
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        called = Called(
            name=given["name"],
            trades=given["trades"],
            since=given["since"],
            until=given["until"],
            communities=ids(given["communities"]),
            officers=ids(given["officers"]),
        )
        try:
            made = call_round(station=station, called=called, by=viewer, cloned_from=again)
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("开了；这几周的计划会把它们排进去"))
            return HttpResponseRedirect(reverse("desk:round", args=[made.public_id]))
    page = NewPage(form=form, station=station, again=again)
    return render(request, "desk/plans/round_new.html", vars(page), status=422 if form.errors else 200)


def _before(one: PlanRound) -> dict[str, Any]:
    """Last year's round, its days a year later."""
    since = year_later(one.since, on=today())
    return {
        "name": one.name,
        "trades": "、".join(one.trades),
        "since": since,
        "until": since + (one.until - one.since),
        "communities": [str(each.public_id) for each in one.communities.all()],
        "officers": [str(each.public_id) for each in one.officers.all()],
    }


def _own(request: HttpRequest) -> Organization | None:
    viewer = viewer_of(request)
    return scope.station_named(viewer, uuid_in(request.GET, "station"), on=today())
