"""The net and what its two ends owe each other (prototype 15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.web.desk.views.network import showing
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.reading import day_in, uuid_in
from yingzhou.work.accounts.choices import WORKING
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison import queries as liaison
from yingzhou.work.network import queries
from yingzhou.work.network.choices import Gap, Kind, ObligationKind
from yingzhou.work.network.models import Grid, Organization, Posting
from yingzhou.work.network.queries import Node, gaps, grids, ground, obligations, people
from yingzhou.work.network.queries.gaps import GapCount
from yingzhou.work.network.queries.obligations import Standing


@dataclass(frozen=True)
class NetPage:
    """desk/network/net.html"""

    on: date
    bureau: Node | None
    stations: Sequence[Node]
    unplaced: Sequence[Node]
    headless: frozenset[int]
    ours: Organization | None
    our_people: Sequence[Posting]
    communities: Sequence[Organization]
    people_at: Mapping[int, Sequence[Posting]]
    other: Organization | None
    other_people: Sequence[Posting]
    groups: Sequence[tuple[Any, Sequence[showing.Row]]]
    standings: Sequence[tuple[Organization, Standing | None]]
    coverage: liaison.Coverage
    gaps: Sequence[GapCount]
    grids: Sequence[Grid]
    community_count: int


@who(*WORKING)
@require_GET
def network(request: HttpRequest) -> HttpResponse:
    """The tree of a day, our station in it, what we and the other side owe each other, the gaps."""
    viewer = viewer_of(request)
    on = day_in(request.GET, "on") or today()
    roots = queries.tree(on=on)
    bureau = next((node for node in roots if node.kind == Kind.BUREAU), None)
    ours = _ours(request, viewer, on)
    others = _others(ours, on)
    standing = obligations.standings(viewer, ours, [each.pk for each in others], on=on) if ours else {}
    ranked = sorted(others, key=lambda each: _pressing(standing.get(each.pk)))
    other = _chosen(request, ranked)
    posted = people.people_at([each.pk for each in (ours, *others) if each], on=on)
    headless = frozenset(gaps.organizations_with(Gap.STATION_WITHOUT_HEAD, viewer=viewer, on=on).values_list("pk", flat=True))
    page = NetPage(
        on=on,
        bureau=bureau,
        stations=bureau.of_kind(Kind.STATION) if bureau else (),
        unplaced=[node for node in roots if node.kind == Kind.COMMUNITY],
        headless=headless,
        ours=ours,
        our_people=posted.get(ours.pk, []) if ours else [],
        communities=others,
        people_at=posted,
        other=other,
        other_people=posted.get(other.pk, []) if other else [],
        groups=_groups(viewer, ours, other, on),
        standings=[(each, standing.get(each.pk)) for each in ranked if each != other],
        coverage=liaison.coverage(viewer, on=on),
        gaps=gaps.gaps(viewer=viewer, on=on),
        grids=list(grids.grids()),
        community_count=len(bureau.of_kind(Kind.COMMUNITY)) if bureau else 0,
    )
    return render(request, "desk/network/net.html", vars(page))


def _ours(request: HttpRequest, viewer: Viewer, on: date) -> Organization | None:
    """The side the viewer looks from: where they are posted, or for overseers the station asked for, else the first."""
    stations = queries.stations(on=on)
    asked = uuid_in(request.GET, "station")
    if viewer.everywhere:
        return (stations.filter(public_id=asked) if asked else stations).first()
    mine = [grant.organization_id for grant in viewer.grants if grant.station_ids or grant.community_ids]
    return queries.organizations_among(mine).first() if mine else None


def _others(ours: Organization | None, on: date) -> list[Organization]:
    if ours is None:
        return []
    if ours.kind == Kind.COMMUNITY:
        station = queries.station_of(ours, on=on)
        return [station] if station else []
    return list(queries.communities_of(ours, on=on))


def _pressing(standing: Standing | None) -> tuple[int, date]:
    """Those where most is overdue first, then by the next day."""
    if standing is None:
        return (0, date.max)
    return (-(standing.we_owe + standing.they_owe), standing.next_due or date.max)


def _chosen(request: HttpRequest, others: Sequence[Organization]) -> Organization | None:
    asked = uuid_in(request.GET, "with")
    if asked is None:
        return others[0] if others else None
    found = next((each for each in others if each.public_id == asked), None)
    if found is None:
        raise NotFound
    return found


def _groups(
    viewer: Viewer, ours: Organization | None, other: Organization | None, on: date
) -> list[tuple[Any, list[showing.Row]]]:
    if ours is None or other is None:
        return []
    rows = [showing.row(each, ours=ours.pk, today=on) for each in obligations.between(viewer, ours, other, on=on)]
    return [(ObligationKind(kind).label, list(found)) for kind, found in groupby(rows, key=lambda row: row.obligation.type.kind)]


@dataclass(frozen=True)
class GapPage:
    """desk/network/gap.html"""

    gap: Gap
    organizations: Sequence[Organization]


@who(*WORKING)
@require_GET
def gap(request: HttpRequest, name: str) -> HttpResponse:
    """The organizations behind a number of the gaps."""
    if name not in Gap.values:
        raise NotFound
    found = gaps.organizations_with(Gap(name), viewer=viewer_of(request), on=today())
    return render(request, "desk/network/gap.html", vars(GapPage(Gap(name), list(found[:500]))))


@dataclass(frozen=True)
class MapPage:
    """desk/network/map.html"""

    data: Mapping[str, Any]
    ground: Mapping[str, Any]
    label: str
    rows: Sequence[tuple[Any, int, int]]


@who(*WORKING)
@require_GET
def district_map(request: HttpRequest) -> HttpResponse:
    """The stations in the viewer's scope with the businesses of each; the same as a table beside it."""
    on = today()
    viewer = viewer_of(request)
    covered = liaison.coverage(viewer, on=on)
    seen = viewer.station_ids | covered.by_station.keys()
    spots = [spot for spot in ground.station_spots(on=on) if viewer.everywhere or spot.id in seen]
    rows = [(spot, covered.by_station.get(spot.id, 0), covered.alone_by_station.get(spot.id, 0)) for spot in spots]
    points = [_point(spot.latitude, spot.longitude, spot.name, area="base") for spot in ground.town_spots(on=on)]
    points += [
        _point(spot.latitude, spot.longitude, spot.name, n=count, href=reverse("desk:organization", args=[spot.public_id]))
        for spot, count, _alone in rows
    ]
    most = max((count for _spot, count, _alone in rows), default=0) or 1
    page = MapPage(
        data={"focus": [], "scale": round(22 / most**0.5, 3), "points": points},
        ground=ground.outline(settings.DISTRICT),
        label=ngettext("%(num)s 个指导站的位置和户数", "%(num)s 个指导站的位置和户数", len(rows)) % {"num": len(rows)},
        rows=rows,
    )
    return render(request, "desk/network/map.html", vars(page))


def _point(latitude: float, longitude: float, name: str, *, area: str = "net", **more: Any) -> dict[str, Any]:
    return {"at": [latitude, longitude], "name": name, "area": area, **more}


@dataclass(frozen=True)
class TablePage:
    """desk/network/table.html"""

    on: date
    rows: Sequence[tuple[Node, Sequence[Node]]]


@who(*WORKING)
@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """The net as a table: each station with its villages."""
    on = day_in(request.GET, "on") or today()
    roots = queries.tree(on=on)
    stations = [node for root in roots for node in root.of_kind(Kind.STATION)]
    page = TablePage(on, [(node, node.of_kind(Kind.COMMUNITY)) for node in stations])
    return render(request, "desk/network/table.html", vars(page))
