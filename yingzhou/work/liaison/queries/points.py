"""Reading contact points.  They are public places; which ones a viewer works with follows from their postings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison.choices import PointKind, Weekday
from yingzhou.work.liaison.models import ContactPoint
from yingzhou.work.liaison.rules import told_hours
from yingzhou.work.network.queries import in_force

PAGE = 50
#: Roles that see every point when posted at the bureau.
WIDE = (Role.DEPARTMENT, Role.BUREAU_LEADER)
STATION = (Role.STATION_OFFICER, Role.STATION_HEAD)


@dataclass(frozen=True)
class PointPage:
    """One page of points, and the id to go on from."""

    points: tuple[ContactPoint, ...]
    after: UUID | None


def points_of(viewer: Viewer, *, also: QuerySet[ContactPoint] | None = None) -> QuerySet[ContactPoint]:
    """The points a viewer works with; `also` are those another room lets them see (the studio they mediate at)."""
    seen = Q(pk__in=()) if also is None else Q(pk__in=also.values("pk"))
    for grant in viewer.grants:
        if grant.role in WIDE and grant.everywhere:
            return ContactPoint.objects.all()
        if grant.role in STATION:
            seen |= Q(station__in=grant.station_ids)
        if grant.role == Role.VILLAGE_WORKER:
            seen |= Q(community__in=grant.community_ids)
    return ContactPoint.objects.filter(seen)


def point_for(viewer: Viewer, public_id: UUID, *, also: QuerySet[ContactPoint] | None = None) -> ContactPoint:
    """One point; a foreign one answers like an unknown one."""
    related = ("station", "community", "host_business", "host_organization")
    found = points_of(viewer, also=also).filter(public_id=public_id).select_related(*related).first()
    if found is None:
        raise NotFound
    return found


def point_page(
    found: QuerySet[ContactPoint], *, on: date, kind: str = "", words: str = "", after: UUID | None = None
) -> PointPage:
    """Points that exist on a day, by name, a page at a time."""
    found = found.filter(in_force(on)).select_related("station", "community", "host_business", "host_organization")
    if kind in PointKind:
        found = found.filter(kind=kind)
    if words.strip():
        text = words.strip()
        found = found.filter(Q(name__icontains=text) | Q(address__icontains=text) | Q(community__name__icontains=text))
    if after is not None and (last := ContactPoint.objects.filter(public_id=after).first()) is not None:
        found = found.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    rows = list(found.order_by("name", "pk")[: PAGE + 1])
    return PointPage(tuple(rows[:PAGE]), rows[PAGE - 1].public_id if len(rows) > PAGE else None)


def hours_of(point: ContactPoint) -> tuple[str, ...]:
    """`周一至周五 09:00–11:30、13:30–17:00`, one line for days alike; `point.hours` may be prefetched."""
    return hours_in_words(sorted((row.weekday, row.opens, row.closes) for row in point.hours.all()))


def hours_in_words(rows: Iterable[tuple[int, time, time]]) -> tuple[str, ...]:
    """Rows of weekday, opening and closing as people say them."""
    lines = []
    for (first, last), spans in told_hours(rows):
        days = str(Weekday(first).label) if first == last else f"{Weekday(first).label}–{Weekday(last).label}"
        lines.append(f"{days} " + "、".join(f"{one.opens:%H:%M}–{one.closes:%H:%M}" for one in spans))
    return tuple(lines)
