"""An officer's visits for the calendar of a phone (RFC 5545)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from yingzhou.base.clock import now
from yingzhou.web.door.access import anyone
from yingzhou.work.visits.public import calendar_of


@anyone
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The visits of accepted plans.  Whoever has the address has no more than names, addresses and hours; never cached on the way."""
    response = HttpResponse(calendar_of(token, at=now()), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = 'inline; filename="visits.ics"'
    response["Referrer-Policy"] = "no-referrer"
    return response
