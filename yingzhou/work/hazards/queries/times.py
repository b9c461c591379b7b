"""早发现、早排除: medians by station, out of days that stand in the files; few hazards tell no median."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from yingzhou.base.clock import today
from yingzhou.base.figures.reading import figure
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards.choices import State
from yingzhou.work.hazards.models import Hazard
from yingzhou.work.hazards.queries.scope import hazards_of

MOST = 20_000


@dataclass(frozen=True)
class Span:
    """A median in days over `count` hazards; None where there are fewer than the least told."""

    days: float | None
    count: int


@dataclass(frozen=True)
class StationTimes:
    """One station in a period: first signal → found, found → removed, and how many are open past their day.  Stations, never people."""

    public_id: UUID | None
    name: str
    find: Span
    remove: Span
    open: int
    overdue: int


@dataclass(frozen=True)
class Times:
    """The whole in sight, then its stations by name."""

    least: int
    total: StationTimes
    stations: tuple[StationTimes, ...]


def times_of(*, viewer: Viewer, since: date, until: date) -> Times:
    """Found in the period: how long from the first signal.  Removed in the period: how long from finding.  Two queries."""
    least = int(figure("hazards.least_shown", on=today()).value)
    scope = hazards_of(viewer).select_related("case__station").order_by()
    done = scope.filter(found_on__lt=until, found_on__gte=since) | scope.filter(removed_on__gte=since, removed_on__lt=until)
    still = scope.exclude(state=State.CLOSED)
    rows = {hazard.pk: hazard for hazard in (*done[:MOST], *still[:MOST])}
    by_station: dict[tuple[str, UUID | None], list[Hazard]] = {}
    for hazard in rows.values():
        station = hazard.case.station
        key = (station.name, station.public_id) if station else ("", None)
        by_station.setdefault(key, []).append(hazard)
    stations = tuple(_times(name, pid, by_station[name, pid], since, until, least) for name, pid in sorted(by_station, key=str))
    return Times(least, _times("", None, list(rows.values()), since, until, least), stations)


def _times(name: str, pid: UUID | None, rows: list[Hazard], since: date, until: date, least: int) -> StationTimes:
    find = [
        (row.found_on - row.first_signal_on).days
        for row in rows
        if row.first_signal_on is not None and since <= row.found_on < until
    ]
    remove = [
        (row.removed_on - row.found_on).days for row in rows if row.removed_on is not None and since <= row.removed_on < until
    ]
    waiting = [row for row in rows if row.is_open]
    late = [row for row in waiting if row.state == State.FIXING and row.due_on is not None and row.due_on < today()]
    return StationTimes(pid, name, _span(find, least), _span(remove, least), len(waiting), len(late))


def _span(days: list[int], least: int) -> Span:
    return Span(float(median(days)) if len(days) >= least else None, len(days))
