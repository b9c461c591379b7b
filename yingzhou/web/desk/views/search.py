"""找：one box over everything the viewer may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

from yingzhou.base.limits import take
from yingzhou.web.door.access import signed_in
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.overview.queries import search as queries

AS_ONE_TYPES = 8
#: A person typing asks a few times a second for a while; a program that reads the index out is stopped.
BURST, SECONDS = 120, 60


class Asked(forms.Form):
    """What was typed."""

    q = forms.CharField(label=_("找什么"), max_length=100, required=False, strip=True)


@dataclass(frozen=True)
class Line:
    """One hit and where it leads."""

    title: str
    detail: str
    href: str


@dataclass(frozen=True)
class Section:
    """Hits of one kind."""

    kind: str
    label: Any
    lines: tuple[Line, ...]
    more: bool
    total: int | None


@dataclass(frozen=True)
class SearchPage:
    """All that desk/search/page.html may use."""

    asked: str
    sections: tuple[Section, ...]
    has_slip: bool


@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """The page; the list alone while one is typing."""
    form = Asked(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else request.GET.get("q", "")[:100]
    viewer = viewer_of(request)
    if asked:
        take("search", viewer.actor, burst=BURST, per_seconds=SECONDS)
    typing = request.headers.get("HX-Target") == "found"
    found = queries.search(asked, viewer=viewer, limit=AS_ONE_TYPES if typing else 20, with_totals=not typing)
    page = SearchPage(asked, tuple(_section(group) for group in found.groups), found.has_slip)
    response = render(request, "desk/search/found.html" if typing else "desk/search/page.html", vars(page))
    patch_vary_headers(response, ["HX-Target"])
    return response


def _section(group: queries.Group) -> Section:
    lines = tuple(Line(hit.title, hit.detail, reverse(f"desk:{group.kind}", args=[hit.public_id])) for hit in group.hits)
    return Section(group.kind, group.label, lines, group.more, group.total)
