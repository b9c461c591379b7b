"""What the map is drawn from: the district's own points, and its outline where its folder has one."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models import Organization, Placement
from yingzhou.work.network.queries.dates import in_force

NOTHING: dict[str, Any] = {"type": "FeatureCollection", "features": []}


@dataclass(frozen=True)
class Spot:
    """A station on the map, where the towns of its villages lie on average; or a town at its seat."""

    id: int
    public_id: UUID
    name: str
    latitude: float
    longitude: float


@cache
def outline(district: str) -> dict[str, Any]:
    """The outline of a district as GeoJSON; empty where its folder has none."""
    path = Path(settings.BASE_DIR) / "districts" / district / "outline.geojson"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else NOTHING


def town_spots(*, on: date) -> list[Spot]:
    """The towns that have a seat."""
    rows = Organization.objects.filter(in_force(on), kind=Kind.TOWNSHIP, longitude__isnull=False).order_by("name", "pk")
    return [_spot(row, float(row.longitude or 0), float(row.latitude or 0)) for row in rows]


def station_spots(*, on: date) -> list[Spot]:
    """The stations that can be placed: at their own point, else in the middle of their villages' towns.  Three queries."""
    seats = {spot.id: spot for spot in town_spots(on=on)}
    parents: dict[str, dict[int, int]] = {Line.STATION: {}, Line.TOWNSHIP: {}}
    for child, parent, line in Placement.objects.filter(in_force(on), child__kind=Kind.COMMUNITY).values_list(
        "child_id", "parent_id", "line"
    ):
        parents[line][child] = parent
    points: dict[int, list[Spot]] = defaultdict(list)
    for child, station in parents[Line.STATION].items():
        if (seat := seats.get(parents[Line.TOWNSHIP].get(child, 0))) is not None:
            points[station].append(seat)
    found = []
    for row in Organization.objects.filter(in_force(on), kind=Kind.STATION).order_by("name", "pk"):
        near = points.get(row.pk, [])
        if row.longitude is not None and row.latitude is not None:
            found.append(_spot(row, float(row.longitude), float(row.latitude)))
        elif near:
            found.append(_spot(row, sum(s.longitude for s in near) / len(near), sum(s.latitude for s in near) / len(near)))
    return found


def _spot(row: Organization, longitude: float, latitude: float) -> Spot:
    return Spot(row.pk, row.public_id, row.name, round(latitude, 4), round(longitude, 4))
