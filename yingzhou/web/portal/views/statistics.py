"""What is published of complaints: months, as they were published."""

from __future__ import annotations

import contextlib
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yingzhou.web.door.access import anyone
from yingzhou.work.disputes.public.statistics import published


@anyone
def complaints(request: HttpRequest) -> HttpResponse:
    """The newest month, or the one asked for; never a text, a business or a person."""
    month: date | None = None
    with contextlib.suppress(ValueError):
        month = date.fromisoformat(f"{request.GET.get('month', '')[:7]}-01")
    return render(request, "portal/complaints.html", vars(published(month)))
