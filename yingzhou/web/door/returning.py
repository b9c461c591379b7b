"""Where a person goes after signing in, choosing or being refused: only ever to a page of this site."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def is_ours(request: HttpRequest, target: str) -> bool:
    """A path of this site, or an address on this very host by this very scheme."""
    if any(ord(char) < 32 or char == "\x7f" for char in target):
        return False
    try:
        host = request.get_host()
    except DisallowedHost:
        return False
    return url_has_allowed_host_and_scheme(target, allowed_hosts={host}, require_https=request.is_secure())


def safe_next(request: HttpRequest, *, fallback: str) -> str:
    """What `next` asks for (form first, then query), if it is a page of ours."""
    target = request.POST.get("next", "") or request.GET.get("next", "")
    return target if target and is_ours(request, target) else fallback


def came_from(request: HttpRequest, *, fallback: str) -> str:
    """The page that led here, without its host; the fallback where the browser says nothing or names another site."""
    referer = request.META.get("HTTP_REFERER", "")
    if not referer or not is_ours(request, referer):
        return fallback
    parts = urlsplit(referer)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    return target if target.startswith("/") and is_ours(request, target) else fallback
