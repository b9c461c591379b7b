"""The frame round every portal page: its menu."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

MENU = (
    ("portal:file", _("说一件事")),
    ("portal:track", _("查进度")),
    ("portal:points", _("联系点")),
    ("portal:complaints", _("投诉统计")),
)


@dataclass(frozen=True)
class Entry:
    label: Any
    href: str
    current: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """`portal_menu` for portal/base.html; a page that does not exist is left out."""
    return {"portal_menu": [Entry(label, href, request.path.startswith(href)) for label, href in _addresses()]}


@cache
def _addresses() -> list[tuple[Any, str]]:
    found = []
    for name, label in MENU:
        with suppress(NoReverseMatch):
            found.append((label, reverse(name)))
    return found
