"""What a refusal looks like: what was asked, why not, what would work, whom to ask."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yingzhou.base.limits import TooMany
from yingzhou.base.refusals import NotFound, Refusal


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal as a page (or, for htmx, as a fragment shown beside the button)."""
    if transaction.get_connection().in_atomic_block:
        transaction.set_rollback(True)
    fragment = bool(getattr(request, "htmx", False)) and not request.htmx.boosted  # type: ignore[attr-defined]
    name = "shared/refusal_fragment.html" if fragment else "shared/refusal.html"
    response = render(request, name, {"refusal": refusal}, status=refusal.status)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "shared/refusal.html", {"refusal": NotFound()}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "shared/forbidden.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "shared/error.html", status=500)
