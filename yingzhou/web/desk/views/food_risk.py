"""食品风险评分: one page to score, the scorings so far below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yingzhou.base.clock import today
from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.forms.priorities import FoodRiskForm
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.visits.actions.food_risk import score_food_risk
from yingzhou.work.visits.queries.food_risk import FoodRisk, food_risk_of
from yingzhou.work.visits.rules.food_risk import ASSESSORS, PART_WORDS


@dataclass(frozen=True)
class FoodRiskPage:
    """All that desk/priorities/food_risk.html may use."""

    view: FoodRisk
    form: FoodRiskForm
    part_words: dict[str, Any]


@who(*ASSESSORS, act=gettext_lazy("评食品风险"))
def business_food_risk(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Score a business, or read what it was scored before."""
    viewer = viewer_of(request)
    view = food_risk_of(viewer, pid, on=today())
    if request.method != "POST":
        form = FoodRiskForm(table=view.table, initial={"assessed_on": today()})
        return _page(request, FoodRiskPage(view, form, PART_WORDS))
    form = FoodRiskForm(request.POST, table=view.table)
    if form.is_valid():
        told = form.cleaned_data
        try:
            made = score_food_risk(
                business=view.business,
                scores=form.scores(),
                moves=told["moves"],
                assessed_on=told["assessed_on"],
                note=told["note"],
                by=viewer,
            )
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            words = _("评好了：%(klass)s 级") % {"klass": made.klass} if made.klass else _("记下了，等级还定不了")
            messages.success(request, words)
            return HttpResponseRedirect(reverse("desk:business_food_risk", args=[pid]))
    return _page(request, FoodRiskPage(view, form, PART_WORDS), status=422)


def _page(request: HttpRequest, page: FoodRiskPage, status: int = 200) -> HttpResponse:
    return render(request, "desk/priorities/food_risk.html", vars(page), status=status)
