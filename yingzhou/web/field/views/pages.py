"""The phone's one page, its service worker, and whose session it has.

The page holds no business and no name: everything about people comes with the pack and stays in the phone's own store.  So
the page itself may be kept by the service worker and opens without a network.
"""

from __future__ import annotations

import json
from uuid import UUID

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from yingzhou.base.words import _
from yingzhou.web.door.access import anyone, who
from yingzhou.web.field.files import PROGRAM, edition, kept_offline
from yingzhou.web.field.words import words
from yingzhou.work.visits.queries import VISITORS

#: Stands in an address for the key the phone puts there.
ANY_ID = UUID("00000000-0000-4000-8000-000000000000")
#: How much of a photo the phone sends at once, in bytes.
PIECE = 262_144
#: What the program asks; all but the pack with a key in its address.
SYNC = ("photo", "visit", "amend", "receipt")


@who(*VISITORS, act=_("用手机记走访"))
@require_safe
@ensure_csrf_cookie
def phone(request: HttpRequest) -> HttpResponse:
    """The page, whatever it is to show: the script chooses by what stands after the #."""
    given = {
        "edition": edition(),
        "icons": static("yz/img/icons.svg"),
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "any_id": str(ANY_ID),
        "chunk": PIECE,
        "words": words(),
        "addresses": {
            "pack": reverse("field:pack"),
            **{name: reverse(f"field:{name}", args=[ANY_ID]) for name in SYNC},
            "session": reverse("field:session"),
            "worker": reverse("field:worker"),
            "here": reverse("field:today"),
            "sign_in": reverse("desk:sign_in"),
            "sign_out": reverse("desk:sign_out"),
            "desk": reverse("desk:home"),
        },
    }
    return render(request, "field/phone.html", {"given": given, "program": PROGRAM})


@anyone
@require_safe
@ensure_csrf_cookie
def session(request: HttpRequest) -> HttpResponse:
    """Whose session this is and how the person likes the page; 401 where there is none."""
    viewer = getattr(request, "viewer", None)
    if viewer is None or not viewer.has(*VISITORS):
        return JsonResponse({"error": "signed_out" if viewer is None else "not_a_visitor"}, status=401 if viewer is None else 403)
    return JsonResponse(
        {
            "officer": {"id": str(viewer.public_id), "name": viewer.name},
            "edition": edition(),
            "language": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
            "theme": "dark" if request.COOKIES.get("yz_theme") == "dark" else "light",
            "size": "large" if request.COOKIES.get("yz_size") == "large" else "normal",
        }
    )


@anyone
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the edition and the files it is to keep written at its head."""
    kept = {"edition": edition(), "page": reverse("field:today"), "files": kept_offline()}
    head = f"self.KEPT = {json.dumps(kept)};\n"
    found = finders.find("field/sw.js")
    with open(str(found), encoding="utf-8") as source:
        answer = HttpResponse(head + source.read(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@anyone
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """How the phone installs it."""
    told = {
        "id": reverse("field:today"),
        "name": str(_("瀛洲走访")),
        "short_name": str(_("瀛洲走访")),
        "start_url": reverse("field:today"),
        "scope": reverse("field:today"),
        "display": "standalone",
        "orientation": "portrait",
        "background_color": "#f3f6f6",
        "theme_color": "#15556c",
        "icons": [
            {"src": static("yz/img/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            {"src": static("field/mark-192.png"), "sizes": "192x192", "type": "image/png", "purpose": "any"},
            {"src": static("field/mark-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
        ],
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/manifest+json; charset=utf-8")
