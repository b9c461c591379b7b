"""Who is looking, and the one place where a refusal becomes a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from yingzhou.base.clock import today
from yingzhou.base.refusals import Refusal
from yingzhou.web.door import refused
from yingzhou.web.door.language import speak
from yingzhou.web.door.sessions import SessionStore
from yingzhou.work.accounts import actions
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network import queries as network

FORBIDDEN = 403


class OfficerMiddleware(AuthenticationMiddleware):
    """Sets `request.user` as the framework does, from the officer fetched together with the session: one query less."""

    def process_request(self, request: HttpRequest) -> None:
        request.user = SimpleLazyObject(lambda: _officer(request))  # type: ignore[assignment]


def _officer(request: HttpRequest) -> Any:
    """Who is signed in.  Whatever does not fit at first sight is left to the framework to judge."""
    session: SessionStore = request.session  # type: ignore[assignment]
    key, proof = session.get(SESSION_KEY), session.get(HASH_SESSION_KEY, "")
    officer = session.officer
    if officer is None or str(officer.pk) != key or not officer.is_active:
        return get_user(request)
    if not constant_time_compare(proof, officer.get_session_auth_hash()):
        return get_user(request)
    return officer


class ViewerMiddleware:
    """Sets `request.viewer`: the signed-in officer with today's postings, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = None  # type: ignore[attr-defined]
        if request.path.startswith(("/desk/", "/field/", "/api/")) and request.user.is_authenticated:
            request.session.touch()  # type: ignore[attr-defined]
            request.viewer = network.viewer_for(request.user, on=today())  # type: ignore[attr-defined]
            if request.viewer is not None:  # type: ignore[attr-defined]
                speak(request, request.viewer.language)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            viewer: Viewer | None = getattr(request, "viewer", None)
            if exception.status == FORBIDDEN and viewer is not None:
                page = request.resolver_match.view_name if request.resolver_match else ""
                actions.note_refusal(by=viewer, page=page, code=exception.code)
            return refused.answer(request, exception)
        return None


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer of a page that only signed-in people reach."""
    return request.viewer  # type: ignore[attr-defined]
