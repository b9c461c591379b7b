"""What a refusal looks like: what was asked, why not, what would work, whom to ask."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from yingzhou.base.clock import today
from yingzhou.base.limits import TooMany
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.base.words import _
from yingzhou.web.door.returning import came_from


class Unreadable(Refusal):
    reason = _("送来的内容读不出来：编码坏了，或夹着不能有的字符")
    mend = _("退回上一页重新填写；从别处粘贴的内容请先贴进记事本再拷过来")
    status = 400


logger = logging.getLogger(__name__)


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal as a page (or, for htmx, as a fragment shown beside the button).

    It was raised through the request's transaction, which has thereby been rolled back.
    """
    return _page(request, refusal)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, NotFound())


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request nobody can read: broken encoding, a forged form, a name in it that no browser would send."""
    return _page(request, Unreadable())


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """A request whose origin could not be checked (CSRF included), or that Django itself turned away."""
    return render(request, "shared/forbidden.html", _ways_out(request), status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Our fault.  Needs no database; the code on the page is the code in the log."""
    code = f"E-{today():%m%d}-{secrets.token_hex(2).upper()}"
    logger.error("page broke: %s %s %s", code, request.method, _address(request), exc_info=True)
    return render(request, "shared/error.html", {"error_code": code, **_ways_out(request)}, status=500)


def retry_after(response: HttpResponse, refusal: Refusal | None) -> HttpResponse:
    """Say when the next try will pass, where the refusal knows."""
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    fragment = bool(getattr(request, "htmx", False)) and not request.htmx.boosted  # type: ignore[attr-defined]
    name = "shared/refusal_fragment.html" if fragment else "shared/refusal.html"
    return retry_after(
        render(request, name, {"refusal": refusal, "asked": _asked(request), **_ways_out(request)}, status=refusal.status),
        refusal,
    )


def _asked(request: HttpRequest) -> str:
    """In words what was wanted; the address without its query, which may hold what was typed."""
    words = gettext("打开 %(path)s") if request.method in ("GET", "HEAD") else gettext("在 %(path)s 办一件事")
    return words % {"path": _address(request)[:80]}


def _address(request: HttpRequest) -> str:
    """The address without what opens a door: a one-time link is shown to nobody again, and stands in no log."""
    token = request.resolver_match.kwargs.get("token", "") if request.resolver_match else ""
    return request.path.replace(token, "…") if token else request.path


def _ways_out(request: HttpRequest) -> dict[str, Any]:
    home = "/desk/" if request.path.startswith("/desk/") else "/"
    return {"home": home, "back": came_from(request, fallback=home)}
