"""Asking again who sits here, before a sensitive act.  Nothing typed is lost: the question carries the form with it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yingzhou.base.clock import now
from yingzhou.base.refusals import Refusal
from yingzhou.web.door.client import client_key
from yingzhou.web.door.held import NOT_HELD, fields_of
from yingzhou.web.door.refused import retry_after
from yingzhou.work.accounts import actions, queries
from yingzhou.work.accounts.rules.signing_in import FRESH_SECONDS

SLOT = "confirmed_at"
ASKED = frozenset({"confirm_password", "confirm_code", "confirm_then"})


def confirmed(request: HttpRequest) -> None:
    """The person has just shown who they are."""
    request.session[SLOT] = now().timestamp()


def is_fresh(request: HttpRequest) -> bool:
    """Whether they did so within the last ten minutes."""
    at = request.session.get(SLOT)
    return at is not None and 0 <= now().timestamp() - float(at) < FRESH_SECONDS


def ask_again(request: HttpRequest) -> HttpResponse | None:
    """The page that asks, or None when there is nothing to ask: the view may go on with the form as it was first sent."""
    if is_fresh(request):
        return None
    if request.method != "POST" or "confirm_password" not in request.POST:
        return _page(request)
    try:
        actions.confirm(
            officer=request.user,  # type: ignore[arg-type]
            password=request.POST["confirm_password"],
            code=request.POST.get("confirm_code", ""),
            client=client_key(request),
        )
    except Refusal as refusal:
        return _page(request, refusal)
    confirmed(request)
    if request.POST.get("confirm_then") == "GET":
        return HttpResponseRedirect(request.get_full_path())
    return None


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    then = request.POST.get("confirm_then") or request.method
    context = {
        "action": request.get_full_path(),
        "then": then,
        "fields": fields_of(request, without=NOT_HELD | ASKED),
        "asks_code": queries.needs_factor(request.user) and queries.has_factor(request.user),  # type: ignore[arg-type]
        "has_files": bool(request.FILES),
        "refusal": refusal,
    }
    response = render(request, "shared/confirm.html", context, status=refusal.status if refusal else 403)
    return retry_after(response, refusal)
