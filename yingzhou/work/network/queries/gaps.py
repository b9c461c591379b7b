"""Where the net has holes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.choices import Gap, Kind, Line
from yingzhou.work.network.models import Organization, Placement, Posting
from yingzhou.work.network.queries.dates import in_force


@dataclass(frozen=True)
class GapCount:
    """How many holes of a kind, of how many."""

    gap: Gap
    count: int
    total: int


def organizations_with(gap: Gap, *, viewer: Viewer, on: date) -> QuerySet[Organization]:
    """The organizations that make up a gap, within the viewer's scope."""
    kind = Kind.STATION if gap == Gap.STATION_WITHOUT_HEAD else Kind.COMMUNITY
    filled = {
        Gap.STATION_WITHOUT_HEAD: _posted(on, Role.STATION_HEAD),
        Gap.COMMUNITY_WITHOUT_PERSON: _posted(on, Role.VILLAGE_WORKER),
        Gap.COMMUNITY_WITHOUT_STATION: Placement.objects.filter(in_force(on), child=OuterRef("pk"), line=Line.STATION),
    }[gap]
    return _in_scope(kind, viewer, on).filter(~Exists(filled)).order_by("name", "pk")


def gaps(*, viewer: Viewer, on: date) -> tuple[GapCount, ...]:
    """Every kind of gap, counted; the numbers are the lengths of the lists they lead to."""
    totals = {kind: _in_scope(kind, viewer, on).count() for kind in (Kind.STATION, Kind.COMMUNITY)}
    return tuple(
        GapCount(
            gap,
            organizations_with(gap, viewer=viewer, on=on).count(),
            totals[Kind.STATION if gap == Gap.STATION_WITHOUT_HEAD else Kind.COMMUNITY],
        )
        for gap in Gap
    )


def _posted(on: date, role: Role) -> QuerySet[Posting]:
    return Posting.objects.filter(in_force(on), organization=OuterRef("pk"), role=role, officer__is_active=True)


def _in_scope(kind: Kind, viewer: Viewer, on: date) -> QuerySet[Organization]:
    rows = Organization.objects.filter(in_force(on), kind=kind)
    if viewer.everywhere:
        return rows
    return rows.filter(pk__in=viewer.station_ids if kind == Kind.STATION else viewer.community_ids)
