"""When the permits of many businesses run out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from yingzhou.work.registry.models import Permit


def permit_ends(businesses: Collection[int] | QuerySet[Any, Any], *, on: date) -> dict[int, dict[str, date | None]]:
    """By business and kind, the last valid day of the newest permit that nobody ended; None: it does not run out.  One query.

    An old permit beside a newer one of its kind does not count; a business without permits on record is left out.
    """
    running = Permit.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), business__in=businesses)
    ends: dict[int, dict[str, date | None]] = {}
    for business, kind, day in running.order_by().values_list("business_id", "kind", "expires_on"):
        kinds = ends.setdefault(business, {})
        known = kinds.get(kind, day)
        kinds[kind] = None if known is None or day is None else max(known, day)
    return ends
