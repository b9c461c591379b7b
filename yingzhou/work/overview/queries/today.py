"""The panels beside the to-do list: whom nobody looks after, and how long hazards have been open."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count

from yingzhou.base.clock import today
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import queries as cases
from yingzhou.work.cases.choices import Kind
from yingzhou.work.liaison import queries as liaison
from yingzhou.work.network.queries.ground import Spot, station_spots, town_spots

MOST_VILLAGES = 5


@dataclass(frozen=True)
class VillageGap:
    """A village and how many of its businesses have no liaison; `share` of the largest, 0–100, for the bar."""

    name: str
    count: int
    share: int


@dataclass(frozen=True)
class StationSpot:
    """A station on the small map: its businesses in scope, and those of them without a liaison."""

    public_id: UUID
    name: str
    latitude: float
    longitude: float
    count: int
    alone: int


@dataclass(frozen=True)
class Coverage:
    """Businesses in scope today, those without a liaison, and where they are; `towns` are where the district's towns lie."""

    businesses: int
    without_liaison: int
    villages: list[VillageGap] = field(default_factory=list)
    spots: list[StationSpot] = field(default_factory=list)
    towns: list[Spot] = field(default_factory=list)


@dataclass(frozen=True)
class Age:
    """How many hazards have been open this long; `share` of the largest, 0–100."""

    label: str
    count: int
    share: int


def coverage(*, viewer: Viewer) -> Coverage:
    """Counted over what the viewer may see: businesses active today.  Eight queries, whatever the size."""
    on = today()
    covered = liaison.coverage(viewer, on=on)
    rows = list(
        liaison.without_liaison(viewer, on=on)
        .filter(community__isnull=False)
        .order_by()
        .values("community__name")
        .annotate(count=Count("pk"))
        .order_by("-count", "community__name")[:MOST_VILLAGES]
    )
    most = max((row["count"] for row in rows), default=1)
    villages = [VillageGap(row["community__name"], row["count"], 100 * row["count"] // most) for row in rows]
    spots = [
        StationSpot(spot.public_id, spot.name, spot.latitude, spot.longitude, count, covered.alone_by_station.get(spot.id, 0))
        for spot in station_spots(on=on)
        if (count := covered.by_station.get(spot.id, 0))
    ]
    return Coverage(covered.total, covered.alone, villages, spots, town_spots(on=on) if spots else [])


AGE_WORDS = {"7": _("7 天内"), "30": _("8–30 天"), "60": _("31–60 天"), "more": _("60 天以上")}


def hazard_ages(*, viewer: Viewer) -> list[Age]:
    """Open hazards in scope by age, the empty buckets too."""
    found = cases.open_by_age(viewer=viewer, kind=Kind.HAZARD)
    most = max((count for _name, count in found), default=0) or 1
    return [Age(str(AGE_WORDS[name]), count, 100 * count // most) for name, count in found]
