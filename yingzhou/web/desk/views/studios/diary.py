"""调解工作室: the list, one studio with its diary, and the board on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yingzhou.base.clock import now, today
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.reading import day_in
from yingzhou.work.disputes.models import StarAward
from yingzhou.work.disputes.queries import diary, points, studios
from yingzhou.work.disputes.queries.star_facts import Figures
from yingzhou.work.disputes.rules.studios import READERS

ACT = gettext_lazy("看调解工作室")


@dataclass(frozen=True)
class ListPage:
    """All that desk/studios/list.html may use."""

    faces: list[studios.StudioFace]
    may_open: bool


@who(*READERS, act=ACT)
@require_GET
def studio_list(request: HttpRequest) -> HttpResponse:
    """Every studio in scope, with its hours and who sits there."""
    viewer = viewer_of(request)
    page = ListPage(faces=studios.studio_list(viewer), may_open=studios.points_without_studio(viewer).exists())
    return render(request, "desk/studios/list.html", vars(page))


@dataclass(frozen=True)
class StudioPage:
    """All that desk/studios/studio.html may use."""

    face: studios.StudioFace
    week: diary.DiaryWeek
    day: diary.DiaryDay
    shown: str
    on: date
    before: date
    after: date
    award: StarAward | None
    own: Figures


@who(*READERS, act=ACT)
@require_GET
def studio(request: HttpRequest, pid: UUID) -> HttpResponse:
    """The diary of a week or a day, the stars of its point, and this year in four numbers."""
    viewer = viewer_of(request)
    found = studios.studio_for(viewer, pid)
    on = day_in(request.GET, "on") or today()
    shown = "day" if request.GET.get("view") == "day" else "week"
    step = timedelta(days=1 if shown == "day" else 7)
    page = StudioPage(
        face=studios.studio_face(viewer, found),
        week=diary.week(viewer, found, on=on),
        day=diary.one_day(viewer, found, on=on),
        shown=shown,
        on=on,
        before=on - step,
        after=on + step,
        award=points.award_of(found.point, on=today()),
        own=points.studio_figures(found),
    )
    return render(request, "desk/studios/studio.html", vars(page))


@dataclass(frozen=True)
class BoardPage:
    """All that desk/studios/board.html may use."""

    name: str
    hours: tuple[str, ...]
    lines: tuple[diary.BoardLine, ...]
    on: date
    at: datetime


@who(*READERS, act=ACT)
@require_GET
def board(request: HttpRequest, pid: UUID) -> HttpResponse:
    """今天的场次, for the wall: time, room, number.  It fetches itself again every minute."""
    viewer = viewer_of(request)
    found = studios.studio_for(viewer, pid)
    page = BoardPage(
        name=found.name,
        hours=studios.studio_face(viewer, found).hours,
        lines=diary.board(viewer, found, on=today()),
        on=today(),
        at=now(),
    )
    response = render(request, "desk/studios/board.html", vars(page))
    response["Refresh"] = "60"
    return response
