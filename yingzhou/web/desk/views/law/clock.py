"""One statutory clock with its derivation: on the screen, and on one sheet of paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yingzhou.base.clock import now
from yingzhou.web.door.access import signed_in
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.cases.queries import Derivation, derivation_of


@dataclass(frozen=True)
class ClockPage:
    """All that desk/law/clock.html may use."""

    told: Derivation
    printed_at: datetime


@require_safe
@signed_in
def clock(request: HttpRequest, pid: UUID) -> HttpResponse:
    """How the day follows, line by line; for whoever may see what the clock is about."""
    page = ClockPage(told=derivation_of(viewer_of(request), pid), printed_at=now())
    return render(request, "desk/law/clock.html", vars(page))
