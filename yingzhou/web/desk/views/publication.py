"""Public statistics: prepared, looked at, approved by another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.forms.publication import MonthForm
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.disputes.actions import publication as actions
from yingzhou.work.disputes.models import PublishedMonth
from yingzhou.work.disputes.queries import publication as queries
from yingzhou.work.disputes.queries.publication import PUBLISHERS, MonthState, ShownMonth

publishers = who(*PUBLISHERS, act=gettext_lazy("公布投诉统计"))


@dataclass(frozen=True)
class MonthsPage:
    """desk/publication/list.html"""

    months: list[MonthState]


@dataclass(frozen=True)
class MonthPage:
    """desk/publication/month.html"""

    held: PublishedMonth | None
    shown: ShownMonth
    is_own: bool
    refusal: Refusal | None


@publishers
@require_GET
def publication_list(request: HttpRequest) -> HttpResponse:
    """Months, and what was published of each."""
    return render(request, "desk/publication/list.html", vars(MonthsPage(queries.months(viewer_of(request)))))


@publishers
@require_GET
def publication_month(request: HttpRequest) -> HttpResponse:
    """One month as the public will read it, before anyone does."""
    form = MonthForm(request.GET)
    if not form.is_valid():
        return HttpResponseRedirect(reverse("desk:publication_list"))
    return _month(request, form.cleaned_data["month"])


@publishers
@require_POST
def publication_prepare(request: HttpRequest) -> HttpResponse:
    """Work the numbers out and put them before another."""
    return _done(request, actions.prepare_month, _("准备好了，请另一位同事批准"))


@publishers
@require_POST
def publication_approve(request: HttpRequest) -> HttpResponse:
    """Publish what another has prepared."""
    return _done(request, actions.approve_month, _("已公布；这个月的数字不再改动"))


def _done(request: HttpRequest, act: object, words: str) -> HttpResponse:
    form = MonthForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(reverse("desk:publication_list"))
    month = form.cleaned_data["month"]
    try:
        act(month=month, by=viewer_of(request))  # type: ignore[operator]
    except Refusal as refusal:
        return _month(request, month, refusal)
    messages.success(request, words)
    return HttpResponseRedirect(f"{reverse('desk:publication_month')}?month={month:%Y-%m}")


def _month(request: HttpRequest, month: date, refusal: Refusal | None = None) -> HttpResponse:
    viewer = viewer_of(request)
    held, shown = queries.month_for(viewer, month)
    is_own = held is not None and held.prepared_by_id == viewer.officer_id
    page = MonthPage(held=held, shown=shown, is_own=is_own, refusal=refusal)
    return render(request, "desk/publication/month.html", vars(page), status=refusal.status if refusal else 200)
