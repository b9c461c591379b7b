"""The counter window of the network: which villages there are and which station looks after each.  No person."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from yingzhou.base.clock import today
from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models import Organization, Placement
from yingzhou.work.network.queries import in_force


@dataclass(frozen=True)
class Village:
    """A village or residents' community, the town it lies in and the station that looks after it (empty: none yet)."""

    public_id: UUID
    name: str
    town: str
    station: str


def villages() -> tuple[Village, ...]:
    """Every village of today, by town and name.  Two queries."""
    on = today()
    places = Placement.objects.filter(in_force(on), child__kind=Kind.COMMUNITY).values_list("child_id", "line", "parent__name")
    above = {(child, line): name for child, line, name in places}
    rows = Organization.objects.filter(in_force(on), kind=Kind.COMMUNITY).order_by("code", "name", "pk")
    found = (
        Village(row.public_id, row.name, above.get((row.pk, Line.TOWNSHIP), ""), above.get((row.pk, Line.STATION), ""))
        for row in rows
    )
    return tuple(sorted(found, key=lambda village: village.town))
