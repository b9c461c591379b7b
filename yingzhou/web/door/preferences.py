"""Language, theme and type size: one POST each, kept in a cookie.  Works for everyone, with or without script."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_POST

from yingzhou.web.door.access import anyone
from yingzhou.web.door.language import COOKIE as LANGUAGE_COOKIE
from yingzhou.web.door.returning import safe_next

THEME_COOKIE = "yz_theme"
SIZE_COOKIE = "yz_size"
A_YEAR = 31_536_000

#: field of the form → cookie, values it may have
KEPT = {
    "language": (LANGUAGE_COOKIE, frozenset(code for code, _name in settings.LANGUAGES)),
    "theme": (THEME_COOKIE, frozenset({"light", "dark"})),
    "size": (SIZE_COOKIE, frozenset({"normal", "large"})),
}


@anyone
@require_POST
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Keeps what was chosen and goes back to where it was chosen.  A value nobody offered is ignored."""
    response = HttpResponseRedirect(safe_next(request, fallback="/"))
    for field, (cookie, allowed) in KEPT.items():
        if (value := request.POST.get(field, "")) in allowed:
            response.set_cookie(cookie, value, max_age=A_YEAR, httponly=True, secure=settings.SECURE_TLS, samesite="Lax")
    return response


app_name = "preferences"
urlpatterns = [path("", set_preferences, name="set")]
