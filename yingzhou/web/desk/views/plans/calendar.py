"""One's own visits in the calendar of one's phone."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yingzhou.base.refusals import Refusal
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.visits.actions.feeds import make_feed, revoke_feed
from yingzhou.work.visits.models import CalendarFeed
from yingzhou.work.visits.queries.plan.calendar import feed_of
from yingzhou.work.visits.rules.plans import GOERS


@dataclass(frozen=True)
class CalendarPage:
    """All that desk/plans/calendar.html may use.  `address` only in the moment it is made."""

    feed: CalendarFeed | None
    address: str
    refusal: Refusal | None


@who(*GOERS)
@require_http_methods(["GET", "POST"])
def me_calendar(request: HttpRequest) -> HttpResponse:
    """Ask for a secret address; it is shown once."""
    viewer = viewer_of(request)
    address, refusal = "", None
    if request.method == "POST":
        try:
            made = make_feed(by=viewer)
        except Refusal as found:
            refusal = found
        else:
            address = request.build_absolute_uri(reverse("api:calendar", args=[made.token]))
    page = CalendarPage(feed=feed_of(viewer.officer_id), address=address, refusal=refusal)
    response = render(request, "desk/plans/calendar.html", vars(page), status=refusal.status if refusal else 200)
    response["Cache-Control"] = "no-store"
    return response


@who(*GOERS)
@require_POST
def me_calendar_revoke(request: HttpRequest) -> HttpResponse:
    """The address opens nothing from now on."""
    revoke_feed(by=viewer_of(request))
    messages.success(request, _("作废了；原来的地址打不开了"))
    return HttpResponseRedirect(reverse("desk:me_calendar"))
