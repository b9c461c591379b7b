"""Where businesses are, as well as it is known: their own premises, else their village, else their town."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models import Organization, Placement
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Premises

Place = tuple[float, float]


def places_of(businesses: Iterable[tuple[int, int | None]], *, on: date) -> dict[int, Place]:
    """Longitude and latitude by business, of pairs of a business and its village.  Four queries, whatever their number."""
    rows = list(businesses)
    own = dict(_points(Premises.objects.filter(_standing(on), business_id__in=[one for one, _village in rows]), "business_id"))
    ground = dict(_points(Organization.objects.filter(kind__in=[Kind.COMMUNITY, Kind.TOWNSHIP]), "pk"))
    towns = dict(Placement.objects.filter(in_force(on), line=Line.TOWNSHIP).order_by("pk").values_list("child_id", "parent_id"))
    found = {}
    for business, village in rows:
        place = own.get(business) or ground.get(village or 0) or ground.get(towns.get(village or 0, 0))
        if place is not None:
            found[business] = place
    return found


def _standing(on: date) -> Any:
    """Premises without a first day have always been there."""
    return (Q(since__isnull=True) | Q(since__lte=on)) & (Q(until__isnull=True) | Q(until__gt=on))


def _points(found: Any, key: str) -> Iterable[tuple[int, Place]]:
    known = found.filter(longitude__isnull=False).order_by("pk").values_list(key, "longitude", "latitude")
    return ((one, (float(longitude), float(latitude))) for one, longitude, latitude in known)
