"""Which language a page speaks: a cookie set by a POST, or the profile; never the path, never the browser's guess."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE = "yz_language"


def language_of(request: HttpRequest) -> str:
    """The language the cookie asks for, or the site's own."""
    asked = request.COOKIES.get(COOKIE, "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if hasattr(response, "render") and not response.is_rendered:  # type: ignore[attr-defined]
                response.render()
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


def speak(request: HttpRequest, language: str) -> None:
    """The language of the signed-in officer's profile, where no cookie says otherwise."""
    if COOKIE not in request.COOKIES and language in dict(settings.LANGUAGES):
        translation.activate(language)
        request.LANGUAGE_CODE = language
