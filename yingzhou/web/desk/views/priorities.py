"""走访优先: the list of a station, one business's reasons, and what going by the score gains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yingzhou.base.clock import today
from yingzhou.web.desk.forms.priorities import PriorityFilter
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.choices import Role
from yingzhou.work.visits.models import ModelCard
from yingzhou.work.visits.queries import priority_pages as queries
from yingzhou.work.visits.queries.arms import Measured, measured_for
from yingzhou.work.visits.queries.learned import latest_card

ACT = gettext_lazy("看走访优先")
MEASURERS = (Role.STATION_HEAD, Role.DEPARTMENT, Role.BUREAU_LEADER)
#: Days back that the comparison looks at.
BACK = 365


@dataclass(frozen=True)
class ListPage:
    """All that desk/priorities/list.html may use."""

    form: PriorityFilter
    asked: queries.Asked
    listing: queries.Listing
    on: date
    next: str


@who(*queries.READERS, act=ACT)
@require_GET
def priority_list(request: HttpRequest) -> HttpResponse:
    """Who should be visited first at a station, with the reasons in a line each."""
    form, on = PriorityFilter(request.GET), today()
    asked = form.asked()
    listing = queries.priority_list(viewer_of(request), asked, on=on, monday=on - timedelta(days=on.weekday()))
    query = request.GET.copy()
    query["after"] = str(listing.after or "")
    following = f"?{query.urlencode()}" if listing.after else ""
    return render(request, "desk/priorities/list.html", vars(ListPage(form, asked, listing, on, following)))


@dataclass(frozen=True)
class WhyPage:
    """All that desk/priorities/one.html and card.html may use."""

    why: queries.Why
    on: date


@who(*queries.READERS, act=ACT)
@require_GET
def business_priority(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Why one business stands where it stands; as a card where the business page asks for it."""
    on = today()
    page = WhyPage(queries.why(viewer_of(request), pid, on=on), on)
    is_card = bool(getattr(request, "htmx", False)) and not getattr(request.htmx, "boosted", False)  # type: ignore[attr-defined]
    return render(request, "desk/priorities/card.html" if is_card else "desk/priorities/one.html", vars(page))


@dataclass(frozen=True)
class MeasuredPage:
    """All that desk/priorities/measured.html may use."""

    found: Measured
    says: Any
    card: ModelCard | None
    verdict: Any


SAYS = {
    "more": gettext_lazy("按优先分去，发现得更多"),
    "less": gettext_lazy("按优先分去，发现得更少"),
    "open": gettext_lazy("说不清"),
}

VERDICTS = {
    "too_few": gettext_lazy("走访还不够多，没有学"),
    "no_gain": gettext_lazy("学出来的不比现在的分强，不用"),
    "gain": gettext_lazy("学出来的比现在的分强；用不用由局里定，现在没有用"),
}


@who(*MEASURERS, act=gettext_lazy("看优先分管不管用"))
@require_GET
def measured(request: HttpRequest) -> HttpResponse:
    """Found-rates of visits by the score and of visits drawn at random, with the interval of the difference."""
    found = measured_for(viewer_of(request), since=today() - timedelta(days=BACK), until=today())
    card = latest_card()
    page = MeasuredPage(found, SAYS[found.gain.says], card, VERDICTS[card.verdict] if card else "")
    return render(request, "desk/priorities/measured.html", vars(page))
