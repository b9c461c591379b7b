"""What is to be planned, read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

DAY_SECONDS = 24 * 60 * 60


class InstanceFault(ValueError):
    """The instance contradicts itself: which entry, and what is wrong with it."""


@dataclass(frozen=True)
class Lock:
    """A visit somebody has fixed: on this route; with a position, as the visit of that number counted from 0."""

    route: str
    position: int | None = None


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be seen this week.

    `priority` ≥ 0 is what the visit is worth; `service` seconds on site; `windows` when it may begin, in seconds from
    midnight; `days` on which it may be; `officers` 1 or 2.  `promised`: must be seen.  `liaison`: the officer whose visit
    is worth `Instance.liaison_bonus` more.  `spacing`: (group, days): two of one group lie at least so many days apart.
    `joined`: the candidate in whose visit this one is seen too, directly after it; both or neither.
    """

    id: str
    priority: int
    service: int
    windows: tuple[tuple[int, int], ...]
    days: frozenset[int]
    officers: int = 1
    promised: bool = False
    liaison: str = ""
    locked: Lock | None = None
    spacing: tuple[str, int] | None = None
    joined: str = ""


@dataclass(frozen=True)
class Route:
    """One officer, or one pair, on one day: may leave from `start`, must be back by `end`, away at most `max_shift` seconds."""

    id: str
    day: int
    officers: int
    start: int
    end: int
    max_shift: int
    officer: str = ""


@dataclass(frozen=True)
class Instance:
    """`travel[a][b]` seconds from place a to place b; place 0 is the station, place i + 1 is candidate i."""

    name: str
    seconds_per_priority_point: int
    travel: Sequence[Sequence[int]]
    candidates: tuple[Candidate, ...]
    routes: tuple[Route, ...]
    liaison_bonus: int = 0

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Instance:
        """From the mapping of a JSON file; `InstanceFault` names the entry that cannot be right."""
        try:
            instance = cls(
                name=str(told.get("name", "")),
                seconds_per_priority_point=int(told["seconds_per_priority_point"]),
                travel=told["travel"],
                candidates=tuple(_candidate(one) for one in told["candidates"]),
                routes=tuple(_route(one) for one in told["routes"]),
                liaison_bonus=int(told.get("liaison_bonus", 0)),
            )
        except KeyError as missing:
            raise InstanceFault(f"missing: {missing.args[0]}") from None
        except (TypeError, AttributeError) as wrong:
            raise InstanceFault(f"wrong shape: {wrong}") from None
        for fault in instance.faults():
            raise InstanceFault(fault)
        return instance

    def faults(self) -> Iterator[str]:
        """What contradicts itself, in words."""
        places = len(self.candidates) + 1
        if len(self.travel) != places or any(len(row) != places for row in self.travel):
            yield f"travel: {places} × {places} numbers are needed, the station first"
        elif any(seconds < 0 for row in self.travel for seconds in row):
            yield "travel: a time is below zero"
        if self.seconds_per_priority_point < 1:
            yield "seconds_per_priority_point: at least 1"
        routes = {route.id: route for route in self.routes}
        if len(routes) != len(self.routes):
            yield "routes: an id stands twice"
        if len({one.id for one in self.candidates}) != len(self.candidates):
            yield "candidates: an id stands twice"
        for route in self.routes:
            if not 0 <= route.start < route.end <= 2 * DAY_SECONDS or route.max_shift < 1:
                yield f"route {route.id}: it must begin before it ends and allow some absence"
        for one in self.candidates:
            yield from _candidate_faults(one, routes)
        yield from self._lock_faults()
        yield from self._joined_faults()

    def _lock_faults(self) -> Iterator[str]:
        taken: dict[str, list[int]] = {}
        for one in self.candidates:
            if one.locked is not None and one.locked.position is not None:
                taken.setdefault(one.locked.route, []).append(one.locked.position)
        for route, positions in taken.items():
            if sorted(positions) != list(range(len(positions))):
                yield f"route {route}: locked positions count 0, 1, 2 … without a hole, not {sorted(positions)}"

    def _joined_faults(self) -> Iterator[str]:
        alone = {one.id for one in self.candidates if not one.joined}
        for one in self.candidates:
            if one.joined and one.joined not in alone:
                yield f"candidate {one.id}: seen with {one.joined}, who does not stand alone"


def _candidate_faults(one: Candidate, routes: Mapping[str, Route]) -> Iterator[str]:
    if one.priority < 0 or one.service < 0:
        yield f"candidate {one.id}: priority and service are not below zero"
    if not one.windows or any(first > last for first, last in one.windows):
        yield f"candidate {one.id}: a window begins before it ends, and there is at least one"
    elif any(later[0] <= earlier[1] for earlier, later in zip(one.windows, one.windows[1:], strict=False)):
        yield f"candidate {one.id}: windows follow one another without overlapping"
    if one.officers not in (1, 2):
        yield f"candidate {one.id}: one or two officers, not {one.officers}"
    if one.locked is not None and one.locked.route not in routes:
        yield f"candidate {one.id}: locked to a route that does not exist, {one.locked.route}"


def _candidate(told: Mapping[str, Any]) -> Candidate:
    locked, spacing = told.get("locked"), told.get("spacing")
    return Candidate(
        id=str(told["id"]),
        priority=int(told["priority"]),
        service=int(told["service"]),
        windows=tuple((int(first), int(last)) for first, last in told["windows"]),
        days=frozenset(int(day) for day in told["days"]),
        officers=int(told.get("officers", 1)),
        promised=bool(told.get("promised", False)),
        liaison=str(told.get("liaison") or ""),
        locked=Lock(str(locked["route"]), locked.get("position")) if locked else None,
        spacing=(str(spacing["group"]), int(spacing["days"])) if spacing else None,
        joined=str(told.get("with") or ""),
    )


def _route(told: Mapping[str, Any]) -> Route:
    return Route(
        id=str(told["id"]),
        day=int(told["day"]),
        officers=int(told["officers"]),
        start=int(told["start"]),
        end=int(told["end"]),
        max_shift=int(told["max_shift"]),
        officer=str(told.get("officer") or ""),
    )
