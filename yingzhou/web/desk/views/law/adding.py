"""What the bureau adds to the law: next year's holiday notice and figures of its own; one enters, another approves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from yingzhou.base.figures import notices, reading, writing
from yingzhou.base.figures.models import OwnFigure
from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.forms.law import NoticeForm, OwnFigureForm
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases.queries import law as queries

ADDERS = (Role.DEPARTMENT, Role.BUREAU_LEADER)


@dataclass(frozen=True)
class AddingPage:
    """All that desk/law/adding.html may use."""

    notice: NoticeForm
    figure: OwnFigureForm
    waiting_years: list[queries.CalendarYear]
    waiting_figures: list[OwnFigure]
    own_figures: list[OwnFigure]
    me: int
    refused: Refusal | None
    asked: str
    opened: str
    tab: str = "adding"


@require_safe
@who(*ADDERS, act=_("录入放假安排和数值"))
def adding(request: HttpRequest) -> HttpResponse:
    """What waits, what holds, and two forms."""
    return _page(request)


@require_POST
@who(*ADDERS, act=_("录入放假安排"))
def enter_year(request: HttpRequest) -> HttpResponse:
    """Enter a year's notice."""
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return _page(request, notice=form, opened="notice")
    told = {name: value for name, value in form.cleaned_data.items() if name != "pasted"}
    try:
        text = form.cleaned_data["pasted"]
        year = notices.pasted(text) if text else notices.typed(**told)
        notices.enter_year(year=year, by=viewer_of(request))
    except Refusal as refused:
        return _page(request, notice=form, refused=refused, asked=gettext("录入放假安排"), opened="notice")
    messages.success(request, gettext("已录入，等另一位同事批准"))
    return redirect("desk:law_adding")


@require_POST
@who(*ADDERS, act=_("录入数值"))
def enter_figure(request: HttpRequest) -> HttpResponse:
    """Enter a value of the bureau's own."""
    form = OwnFigureForm(request.POST)
    if not form.is_valid():
        return _page(request, figure=form, opened="figure")
    try:
        writing.enter(by=viewer_of(request), **form.cleaned_data)
    except Refusal as refused:
        return _page(request, figure=form, refused=refused, asked=gettext("录入数值"), opened="figure")
    messages.success(request, gettext("已录入，等另一位同事批准"))
    return redirect("desk:law_adding")


@require_POST
@who(*ADDERS, act=_("批准放假安排"))
def approve_year(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Put a notice in force; the clocks that lean on it are worked out again in the background."""
    viewer = viewer_of(request)
    done = gettext("已批准；用到这一年的期限正在重算，承办人会收到通知")
    return _act(request, lambda: notices.approve_year(notice=pid, by=viewer), done, asked=gettext("批准放假安排"))


@require_POST
@who(*ADDERS, act=_("撤回放假安排"))
def withdraw_year(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Take back a notice that waits."""
    viewer = viewer_of(request)
    return _act(request, lambda: notices.withdraw_year(notice=pid, by=viewer), gettext("已撤回"), asked=gettext("撤回放假安排"))


@require_POST
@who(*ADDERS, act=_("批准数值"))
def approve_figure(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Put a value in force."""
    viewer = viewer_of(request)
    return _act(request, lambda: writing.approve(figure=pid, by=viewer), gettext("已批准"), asked=gettext("批准数值"))


@require_POST
@who(*ADDERS, act=_("撤回数值"))
def withdraw_figure(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Take back a value that waits."""
    viewer = viewer_of(request)
    return _act(request, lambda: writing.withdraw(figure=pid, by=viewer), gettext("已撤回"), asked=gettext("撤回数值"))


def _act(request: HttpRequest, act: Callable[[], Any], done: str, *, asked: str) -> HttpResponse:
    try:
        act()
    except writing.ApprovedByTheSame as refused:
        return _page(request, refused=refused, asked=asked)
    except writing.FigureRefused as refused:
        return _page(request, refused=refused, asked=asked)
    messages.success(request, done)
    return redirect("desk:law_adding")


def _page(
    request: HttpRequest,
    *,
    notice: NoticeForm | None = None,
    figure: OwnFigureForm | None = None,
    refused: Refusal | None = None,
    asked: str = "",
    opened: str = "",
) -> HttpResponse:
    page = AddingPage(
        notice=notice or NoticeForm(initial={"year": queries.calendar_years()[0].year + 1}),
        figure=figure or OwnFigureForm(),
        waiting_years=queries.waiting_years(),
        waiting_figures=list(reading.waiting()),
        own_figures=list(reading.approved().select_related("entered_by", "approved_by")),
        me=viewer_of(request).officer_id,
        refused=refused,
        asked=asked,
        opened=opened,
    )
    wrong = bool(notice or figure)
    status = refused.status if refused else (422 if wrong else 200)
    return render(request, "desk/law/adding.html", vars(page), status=status)
