"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from yingzhou.base.clock import today


def door(request: HttpRequest) -> dict[str, Any]:
    """`viewer` (or None), `today`, `language`, `theme`, `size`, `is_demo`."""
    return {
        "request": request,
        "viewer": getattr(request, "viewer", None),
        "today": today(),
        "language": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
        "theme": "dark" if request.COOKIES.get("yz_theme") == "dark" else "light",
        "size": "large" if request.COOKIES.get("yz_size") == "large" else "normal",
        "is_demo": settings.DEMO,
    }
