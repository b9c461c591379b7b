"""Open demands by business: what was asked for and is not settled yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet

from yingzhou.base.clock import day_of
from yingzhou.work.cases.choices import Kind, Stage
from yingzhou.work.cases.models import Case


@dataclass(frozen=True)
class OpenDemands:
    """How many demands of a business are open, and the day of the oldest."""

    count: int
    since: date


def open_demands(businesses: Collection[int] | QuerySet[Any, Any]) -> dict[int, OpenDemands]:
    """Counts only, for ordering visits; a business without open demands is left out.  Signals are no demands.  One query."""
    found = (
        Case.objects.filter(business__in=businesses, kind=Kind.DEMAND)
        .exclude(stage=Stage.CLOSED)
        .order_by()
        .values_list("business_id")
        .annotate(count=Count("pk"), first=Min("received_at"))
    )
    return {business: OpenDemands(count, day_of(first)) for business, count, first in found if business is not None}
