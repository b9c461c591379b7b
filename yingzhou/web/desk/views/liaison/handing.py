"""交接: what somebody's open work is, to whom it goes, and what went."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms.liaison import BY_PROPOSAL, HandOverForm
from yingzhou.web.desk.views.liaison.overview import ACT
from yingzhou.web.desk.views.liaison.proposals import DECIDE
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.accounts.models import Officer
from yingzhou.work.liaison import actions
from yingzhou.work.liaison.queries import handovers
from yingzhou.work.liaison.rules import DECIDERS, OVERSEERS
from yingzhou.work.network.models import Organization


@dataclass(frozen=True)
class HandOverPage:
    """All that desk/liaison/hand_over.html may use."""

    leaver: Officer
    station: Organization
    work: handovers.Work
    form: HandOverForm


@who(*DECIDERS, act=DECIDE)
def hand_over(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Everything there is, and one button."""
    viewer, on = viewer_of(request), today()
    leaver, station = handovers.leaver_for(viewer, pid, on=on)
    people = {str(one.public_id): one for one in handovers.successors_at(station, on, without=leaver)}
    work = handovers.work_of(leaver, station, on)
    choices = [(key, one.name) for key, one in people.items()]
    form = HandOverForm(request.POST or None, people=choices, initial={"seen": work.count})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        successor = None if asked["successor"] == BY_PROPOSAL else people[asked["successor"]]
        try:
            made = actions.hand_over(
                leaver=leaver,
                station=station,
                since=asked["since"],
                seen=asked["seen"],
                successor=successor,
                words=asked["words"],
                by=viewer,
            )
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            return HttpResponseRedirect(reverse("desk:liaison_handed_over", args=[made.public_id]))
    page = HandOverPage(leaver=leaver, station=station, work=work, form=form)
    return render(request, "desk/liaison/hand_over.html", vars(page), status=422 if form.is_bound else 200)


@dataclass(frozen=True)
class HandedOverPage:
    """All that desk/liaison/handed_over.html may use."""

    view: handovers.HandOverView


@who(*OVERSEERS, act=ACT)
@require_GET
def handed_over(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What went to whom, by whom, when; and what stayed, and why."""
    page = HandedOverPage(view=handovers.handover_view(viewer_of(request), pid))
    return render(request, "desk/liaison/handed_over.html", vars(page))
