"""The ways of a day, to be drawn."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from yingzhou.work.visits.models import Plan, PlannedVisit
from yingzhou.work.visits.queries.plan.gathering import home_of


@dataclass(frozen=True)
class Line:
    """One officer's way through a day, for the map."""

    officer: str
    mark: str
    stops: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True)
class DayMap:
    """Everybody's way on a day, from the station and back."""

    day: date
    home: tuple[float, float] | None
    lines: tuple[Line, ...]


def day_map(plan: Plan, day: date) -> DayMap:
    """The ways of a day.  Straight lines between stops: nobody's real way is known or kept."""
    rows = plan.visits.filter(day=day).select_related("business", "officer").order_by("officer__name", "officer", "position")
    lines: dict[int, list[PlannedVisit]] = defaultdict(list)
    for visit in rows:
        lines[visit.officer_id].append(visit)
    told = tuple(
        Line(
            officer=several[0].officer.name,
            mark=several[0].officer.name[:1],
            stops=tuple((float(one.latitude), float(one.longitude), one.business.name) for one in several),
        )
        for several in lines.values()
    )
    home = home_of(plan)
    return DayMap(day, (home[1], home[0]) if home else None, told)


def as_geojson(told: DayMap) -> dict[str, Any]:
    """The ways of a day as lines and numbered points (RFC 7946)."""
    features: list[dict[str, Any]] = []
    for line in told.lines:
        way = [[longitude, latitude] for latitude, longitude, _name in line.stops]
        ends = [[told.home[1], told.home[0]]] if told.home else []
        features.append(_feature("LineString", [*ends, *way, *ends], {"officer": line.officer, "day": told.day.isoformat()}))
        for number, (latitude, longitude, name) in enumerate(line.stops, 1):
            features.append(_feature("Point", [longitude, latitude], {"officer": line.officer, "n": number, "name": name}))
    return {"type": "FeatureCollection", "features": features}


def _feature(kind: str, at: Any, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": at}, "properties": properties}
