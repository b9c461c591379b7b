"""To whom on the net a business belongs, and the list of those that belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import today
from yingzhou.web.desk.forms.registry import SeatForm
from yingzhou.web.desk.views.registry.filling import FormPage, fill
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.registry.actions.seats import seat_by_hand
from yingzhou.work.registry.queries.businesses import Filters, Slice, business_for, businesses, count_of, page_of
from yingzhou.work.registry.queries.places import Suggestion, places_of, suggestions_for
from yingzhou.work.registry.queries.scope import WRITERS


@dataclass(frozen=True)
class UnseatedPage:
    """All that desk/registry/unseated.html may use."""

    page: Slice
    total: int
    suggested: dict[int, list[Suggestion]]


@who(*WRITERS, act=_("认领主体归属"))
def seat(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Choose the village, or the station alone."""
    viewer, on = viewer_of(request), today()
    business = business_for(viewer, pid, on=on)
    places = places_of(viewer, on=on)
    held = {
        "community": business.community.public_id if business.community else None,
        "station": business.station.public_id if business.station else None,
    }
    form = SeatForm(request.POST or None, initial=held, stations=places.stations, communities=places.communities)

    def choose() -> str:
        seat_by_hand(business=business, by=viewer, on=on, **form.cleaned_data)
        messages.success(request, _("归属已定"))
        return reverse("desk:business", args=[pid])

    page = FormPage(
        title=_("“%(name)s”归谁管") % {"name": business.name},
        form=form,
        submit=_("就归这里"),
        back=reverse("desk:business", args=[pid]),
        business=business,
        note=business.registered_address,
    )
    return fill(request, page, choose)


@who(*WRITERS, act=_("看待认领清单"))
def unseated(request: HttpRequest) -> HttpResponse:
    """Businesses whose address led nowhere, newest first."""
    viewer = viewer_of(request)
    found = businesses(viewer, Filters(unseated=True), on=today())
    after = request.GET.get("after", "")
    page = page_of(found, after=UUID(after) if _is_uuid(after) else None)
    suggested = suggestions_for({row.pk: row.address for row in page.rows}, on=today())
    return render(request, "desk/registry/unseated.html", vars(UnseatedPage(page, count_of(found), suggested)))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
