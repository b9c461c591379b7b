"""The net as the demo reads it: stations, the communities under each, and how their addresses begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models import Organization, Placement
from yingzhou.work.network.queries import in_force


@dataclass(frozen=True)
class Place:
    """A community with its township and station."""

    community: Organization
    township: Organization
    station: Organization


@dataclass(frozen=True)
class Net:
    bureau: Organization
    departments: tuple[Organization, ...]
    associations: tuple[Organization, ...]
    stations: tuple[Organization, ...]
    places: tuple[Place, ...]

    @property
    def beginning(self) -> str:
        """Province and district, as addresses begin."""
        return "".join(self.bureau.aliases[:2])


def read(on: date) -> Net:
    """The net of a day; the district must have been loaded."""
    rows = list(Organization.objects.filter(in_force(on)).order_by("pk"))
    by_id = {row.pk: row for row in rows}
    parents = {
        (child, line): by_id[parent]
        for child, parent, line in Placement.objects.filter(in_force(on)).values_list("child_id", "parent_id", "line")
        if parent in by_id
    }

    def of(kind: Kind) -> tuple[Organization, ...]:
        return tuple(row for row in rows if row.kind == kind)

    places = tuple(
        Place(row, parents[row.pk, Line.TOWNSHIP], parents[row.pk, Line.STATION])
        for row in of(Kind.COMMUNITY)
        if (row.pk, Line.TOWNSHIP) in parents and (row.pk, Line.STATION) in parents
    )
    return Net(of(Kind.BUREAU)[0], of(Kind.DEPARTMENT), of(Kind.ASSOCIATION), of(Kind.STATION), places)
