"""Where to find somebody near: contact points and the studios in them, with hours and telephone.  No person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from yingzhou.base.clock import today
from yingzhou.work.disputes.models import MediationStudio
from yingzhou.work.disputes.queries.points import current_awards
from yingzhou.work.liaison.models import ContactPoint
from yingzhou.work.liaison.queries import hours_in_words
from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models import Organization, Placement
from yingzhou.work.network.queries import in_force

MOST = 60


@dataclass(frozen=True)
class PublicPoint:
    """What stands on a door.  `studio` is empty where nobody mediates; coordinates are decimal degrees, empty where unknown."""

    name: str
    kind: str
    address: str
    village: str
    town: str
    station: str
    phone: str
    hours: tuple[str, ...]
    stars: int
    studio: str
    studio_hours: tuple[str, ...]
    closed: tuple[str, ...]
    latitude: str
    longitude: str


@dataclass(frozen=True)
class PointsFound:
    """At most sixty of them; `is_cut` where there are more."""

    points: tuple[PublicPoint, ...]
    is_cut: bool


def points_near(words: str) -> PointsFound:
    """Points of today whose name, address, village, town or station holds the words; all of them for none.  Seven queries."""
    on, text = today(), words.strip()
    found = ContactPoint.objects.filter(in_force(on)).select_related("station", "community")
    if text:
        towns = Organization.objects.filter(in_force(on), kind=Kind.TOWNSHIP, name__icontains=text)
        there = Placement.objects.filter(in_force(on), line=Line.TOWNSHIP, parent__in=towns).values("child")
        found = found.filter(
            Q(name__icontains=text)
            | Q(address__icontains=text)
            | Q(community__name__icontains=text)
            | Q(station__name__icontains=text)
            | Q(community__in=there)
        )
    studios = MediationStudio.objects.filter(in_force(on)).prefetch_related("hours", "closures")
    rows = list(
        found.prefetch_related("hours", Prefetch("studios", queryset=studios, to_attr="studios_now")).order_by("name", "pk")[
            : MOST + 1
        ]
    )
    shown = rows[:MOST]
    above = Placement.objects.filter(in_force(on), line=Line.TOWNSHIP, child__in=[one.community_id for one in shown])
    towns_of = dict(above.values_list("child_id", "parent__name"))
    stars = {pk: award.stars for pk, award in current_awards(shown, on=on).items()}
    told = tuple(_told(one, towns_of.get(one.community_id or 0, ""), stars.get(one.pk, 0)) for one in shown)
    return PointsFound(told, len(rows) > MOST)


def _told(point: ContactPoint, town: str, stars: int) -> PublicPoint:
    on = today()
    studio: MediationStudio | None = next(iter(point.studios_now), None)  # type: ignore[attr-defined]
    closures = [one for one in studio.closures.all() if one.until > on] if studio else []
    return PublicPoint(
        name=point.name,
        kind=point.get_kind_display(),
        address=point.address,
        village=point.community.name if point.community else "",
        town=town,
        station=point.station.name,
        phone=point.phone,
        hours=hours_in_words((row.weekday, row.opens, row.closes) for row in point.hours.all()),
        stars=stars,
        studio=studio.name if studio else "",
        studio_hours=hours_in_words((row.weekday, row.opens, row.closes) for row in studio.hours.all()) if studio else (),
        closed=tuple(
            f"{one.since:%m-%d} – {one.until:%m-%d} {one.reason}" for one in sorted(closures, key=lambda row: row.since)
        ),
        latitude=str(point.latitude or ""),
        longitude=str(point.longitude or ""),
    )
