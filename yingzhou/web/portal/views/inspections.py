"""检查公示: published results and plans, and draws anybody can work out again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yingzhou.base.refusals import NotFound
from yingzhou.web.door.access import anyone
from yingzhou.web.shared.reading import uuid_in
from yingzhou.work.inspections import public

LONGEST = 40


@dataclass(frozen=True)
class ResultsPage:
    """All that portal/inspections/results.html may use."""

    found: public.ResultsPage
    asked: str


@dataclass(frozen=True)
class DrawsPage:
    """All that portal/inspections/draws.html may use."""

    found: public.DrawsPage


@dataclass(frozen=True)
class DrawPage:
    """All that portal/inspections/draw.html may use."""

    draw: public.PublicDraw


@anyone
@require_GET
def inspections(request: HttpRequest) -> HttpResponse:
    """What was found, by the name of the business; and the plans."""
    asked = request.GET.get("q", "").replace("\x00", "")[:LONGEST]
    found = public.published_results(asked, before=uuid_in(request.GET, "before"))
    return render(request, "portal/inspections/results.html", vars(ResultsPage(found, asked)))


@anyone
@require_GET
def draws(request: HttpRequest) -> HttpResponse:
    """Every draw ever committed to."""
    found = public.draws_shown(before=uuid_in(request.GET, "before"))
    return render(request, "portal/inspections/draws.html", vars(DrawsPage(found)))


@anyone
@require_GET
def draw(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One draw: the hashes of before, the record of after, how to check."""
    found = public.draw_shown(pid)
    if found is None:
        raise NotFound
    return render(request, "portal/inspections/draw.html", vars(DrawPage(found)))


@anyone
@require_GET
def draw_record(request: HttpRequest, pid: UUID) -> HttpResponse:
    """The record, byte for byte."""
    record = public.draw_record(pid)
    if record is None:
        raise NotFound
    return _download(record, "application/json", f"draw-{pid}.json")


@anyone
@require_GET
def draw_script(request: HttpRequest) -> HttpResponse:
    """The check that needs nothing of ours."""
    return _download(public.draw_script(), "text/x-python", "verify_draw.py")


def _download(content: str, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=f"{media_type}; charset=utf-8", headers=headers)
