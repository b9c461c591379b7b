"""What the rounds of a station ask for, and how far they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yingzhou.work.registry.models import Business
from yingzhou.work.visits.models import Plan, PlanRound, Visit
from yingzhou.work.visits.rules.plans import is_of_trade

if TYPE_CHECKING:
    from yingzhou.work.visits.queries.plan.wishes import Wish


@dataclass(frozen=True)
class Calling:
    """A round that wants a business seen, by whom it may be."""

    business_id: int
    name: str
    until: date
    officers: frozenset[int]


def calling(plan: Plan, found: Mapping[int, Wish]) -> Iterator[Calling]:
    """What the rounds that touch a plan's week still ask for.  Five queries at most, however many businesses."""
    rounds = PlanRound.objects.filter(
        station=plan.station, since__lte=plan.sunday, until__gte=plan.monday, stopped_at__isnull=True
    ).prefetch_related("communities", "officers")
    rows = list(rounds.order_by("since", "pk"))
    if not rows:
        return
    homes = dict(Business.objects.filter(pk__in=list(found)).values_list("pk", "community_id"))
    for one in rows:
        seen = set(
            Visit.objects.filter(business__in=list(found), visited_on__range=(one.since, one.until)).values_list(
                "business_id", flat=True
            )
        )
        villages = {village.pk for village in one.communities.all()}
        officers = frozenset(officer.pk for officer in one.officers.all())
        for key, wish in found.items():
            if key not in seen and is_of_trade(wish.trade, one.trades) and (not villages or homes[key] in villages):
                yield Calling(key, one.name, one.until, officers)
