"""Where an address belongs: township, village, station."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yingzhou.engines.addresses import Gazetteer, Resolution, Town, Village, resolve
from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models import Organization, Placement
from yingzhou.work.network.queries.dates import in_force


@dataclass(frozen=True)
class Locator:
    """The net of a day, arranged for finding addresses in it.  Build one for many addresses."""

    gazetteer: Gazetteer
    station_of: dict[int, int]

    def locate(self, address: str) -> Located:
        """Where the text leads.  A township under one station only tells the station even without a village."""
        answer = resolve(address, self.gazetteer)
        village = answer.village if isinstance(answer.village, int) else None
        town = answer.town if isinstance(answer.town, int) else None
        station = self.station_of.get(village) if village is not None else self._only_station(town)
        return Located(town, village, station, answer)

    def _only_station(self, town: int | None) -> int | None:
        under = {self.station_of.get(v.key) for v in self.gazetteer.villages if v.town == town and isinstance(v.key, int)}
        return next(iter(under)) if len(under) == 1 else None


@dataclass(frozen=True)
class Located:
    """Primary keys of the organizations an address belongs to, None where it does not say; and the steps."""

    township_id: int | None
    community_id: int | None
    station_id: int | None
    resolution: Resolution


def locator(*, on: date) -> Locator:
    """The net as it stood on a day.  Three queries."""
    rows = Organization.objects.filter(in_force(on), kind__in=(Kind.BUREAU, Kind.TOWNSHIP, Kind.COMMUNITY))
    by_kind: dict[str, list[Organization]] = {}
    for row in rows.order_by("pk"):
        by_kind.setdefault(row.kind, []).append(row)
    placed = Placement.objects.filter(in_force(on), child__kind=Kind.COMMUNITY).values_list("child_id", "parent_id", "line")
    parents = {(child, line): parent for child, parent, line in placed}
    names = tuple(by_kind[Kind.BUREAU][0].aliases) if Kind.BUREAU in by_kind else ()
    towns = [Town(row.pk, row.name, tuple(row.aliases)) for row in by_kind.get(Kind.TOWNSHIP, ())]
    villages = [
        Village(row.pk, row.name, parents[row.pk, Line.TOWNSHIP], tuple(row.aliases))
        for row in by_kind.get(Kind.COMMUNITY, ())
        if (row.pk, Line.TOWNSHIP) in parents
    ]
    stations = {child: parent for (child, line), parent in parents.items() if line == Line.STATION}
    return Locator(Gazetteer.build(names, towns, villages), stations)


def bureau_name(on: date) -> str:
    """What the bureau was called on a day; empty where the net has none yet."""
    bureau = Organization.objects.filter(in_force(on), kind=Kind.BUREAU).order_by("pk").first()
    if bureau is None:
        return ""
    former = bureau.former_names.filter(since__lte=on, until__gt=on).values_list("name", flat=True).first()
    return former or bureau.name
