"""From the registry to what the engine plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from yingzhou.base.clock import today
from yingzhou.base.figures.reading import book
from yingzhou.engines.planning import Candidate, Instance, Lock, Route
from yingzhou.engines.travel import Matrix
from yingzhou.work.network.queries.ground import station_spots
from yingzhou.work.visits.choices import Why
from yingzhou.work.visits.models import Plan, PlannedVisit
from yingzhou.work.visits.queries.plan.crew import Member, crew
from yingzhou.work.visits.queries.plan.travel import ways
from yingzhou.work.visits.queries.plan.wishes import Wish, wishes
from yingzhou.work.visits.rules.plans import (
    MOST_CANDIDATES,
    SECONDS_A_MINUTE,
    ByTrade,
    is_of_trade,
    seconds_of,
    windows_of,
)

#: How many two-person visits one day of a pair is worth giving two single days up for.
PAIR_VISITS_A_DAY = 6


@dataclass(frozen=True)
class Shift:
    """One route of the engine: an officer, or two, on a day of the week (0 is Monday)."""

    id: str
    day: int
    officer: int
    companion: int | None = None


@dataclass(frozen=True)
class Figures:
    """The figures of plans on a day, read once."""

    pace: Mapping[str, Any]
    working_day: Mapping[str, Any]
    hours: ByTrade
    service: ByTrade
    matter_minutes: int
    pair_trades: Sequence[str]
    weights: Mapping[str, Any]
    rest_days: int
    seconds: float

    @classmethod
    def on(cls, day: date) -> Figures:
        told = book()

        def value(name: str) -> Any:
            return told.figure(f"plans.{name}", on=day).value

        return cls(
            pace=value("pace"),
            working_day=value("working_day"),
            hours=ByTrade(value("hours")),
            service=ByTrade(value("service_minutes")),
            matter_minutes=int(value("matter_minutes")),
            pair_trades=tuple(map(str, value("pair_trades"))),
            weights=value("weights"),
            rest_days=int(value("rest_days")),
            seconds=float(value("search_seconds")),
        )


@dataclass(frozen=True)
class Fixed:
    """A business that must stay with somebody on a day; `position` counts from 0 where the order is given too."""

    day: int
    officer: int
    companion: int | None = None
    position: int | None = None


@dataclass(frozen=True)
class Gathered:
    """An instance, and whom its ids mean: candidates are named by business id, routes by shift.  `told` need no engine."""

    instance: Instance
    wishes: dict[str, Wish]
    shifts: dict[str, Shift]
    matrix: Matrix
    places: dict[str, int]
    told: list[tuple[Wish, Why]] = field(default_factory=list)


def gather(
    plan: Plan,
    *,
    days: Iterable[int] | None = None,
    among: Iterable[int] | None = None,
    fixed: Mapping[int, Fixed] | None = None,
) -> Gathered:
    """The week of a plan, or only some `days` of it; only businesses `among`; those `fixed` stay where they are."""
    figures, held = Figures.on(plan.monday), dict(fixed or {})
    wanted = wishes(plan, among)
    members = crew(plan)
    planned = _days(plan) if days is None else frozenset(days)
    able, told = _sorted_out(plan, wanted, held, figures)
    pairs = [wish for wish in able if is_of_trade(wish.trade, figures.pair_trades)]
    shifts = _shifts(members, planned, pairs, held)
    home = _home(plan, able)
    places = {str(wish.business_id): at + 1 for at, wish in enumerate(able)}
    matrix = ways([home, *(wish.point for wish in able if wish.point)], plan.monday)
    candidates = tuple(_candidate(wish, figures, wish in pairs, _lock(held.get(wish.business_id), shifts)) for wish in able)
    instance = Instance(
        name=str(plan.public_id),
        seconds_per_priority_point=int(figures.weights["seconds_a_point"]),
        travel=matrix.seconds,
        candidates=candidates,
        routes=tuple(_route(shift, figures) for shift in shifts.values()),
        liaison_bonus=int(figures.weights["liaison_seconds"]),
    )
    return Gathered(instance, {str(wish.business_id): wish for wish in able}, shifts, matrix, places, told)


def fixed_of(visits: Iterable[PlannedVisit], monday: date) -> dict[int, Fixed]:
    """Planned visits as they are to stay: the same day and people, the order free."""
    return {visit.business_id: Fixed((visit.day - monday).days, visit.officer_id, visit.companion_id) for visit in visits}


def _days(plan: Plan) -> frozenset[int]:
    """The days of the week that are not over."""
    now = today()
    return frozenset(day for day in range(7) if plan.monday + timedelta(days=day) >= now)


def _sorted_out(
    plan: Plan, wanted: Sequence[Wish], held: Mapping[int, Fixed], figures: Figures
) -> tuple[list[Wish], list[tuple[Wish, Why]]]:
    """Who can be weighed by the engine, and who cannot, with the reason."""
    able: list[Wish] = []
    told: list[tuple[Wish, Why]] = []
    rest = plan.monday - timedelta(days=figures.rest_days)
    for wish in wanted:
        lately = wish.seen_on is not None and wish.seen_on >= rest
        if wish.point is None:
            told.append((wish, Why.NO_PLACE))
        elif wish.business_id in held:
            able.append(wish)
        elif not wish.days:
            told.append((wish, Why.TAKEN_OUT))
        elif lately and not wish.promised:
            told.append((wish, Why.SPACING))
        elif len(able) >= MOST_CANDIDATES and not wish.promised:
            told.append((wish, Why.OUTWEIGHED))
        else:
            able.append(wish)
    return able, told


def _shifts(
    members: Sequence[Member], days: frozenset[int], pairs: Sequence[Wish], held: Mapping[int, Fixed]
) -> dict[str, Shift]:
    """Everybody alone on every day they can, but for the days on which two go together."""
    there = {day: [member for member in members if day in member.days] for day in sorted(days)}
    together = _together(there, pairs, held)
    found: dict[str, Shift] = {}
    for day, several in there.items():
        in_pairs = {one for pair in together.get(day, ()) for one in pair}
        for first, second in together.get(day, ()):
            found[f"{day}-{first}+{second}"] = Shift(f"{day}-{first}+{second}", day, first, second)
        for member in several:
            if member.officer.pk not in in_pairs:
                found[f"{day}-{member.officer.pk}"] = Shift(f"{day}-{member.officer.pk}", day, member.officer.pk)
    return found


def _together(
    there: Mapping[int, Sequence[Member]], pairs: Sequence[Wish], held: Mapping[int, Fixed]
) -> dict[int, set[tuple[int, int]]]:
    """On which days who goes with whom: the pairs already fixed, then as few days more as the two-person visits need."""
    found: dict[int, set[tuple[int, int]]] = {}
    for one in held.values():
        if one.companion is not None and one.day in there:
            found.setdefault(one.day, set()).add((one.officer, one.companion))
    needed = -(-sum(1 for wish in pairs if wish.points or wish.promised) // PAIR_VISITS_A_DAY)
    wanted = Counter(day for wish in pairs for day in wish.days if day in there)
    free = [day for day in sorted(wanted, key=lambda day: (-wanted[day], abs(day - 2))) if day not in found]
    known = Counter(wish.liaison for wish in pairs)
    for day in free[: max(0, needed - len(found))]:
        able = sorted(there[day], key=lambda member: (-known[member.officer.pk], member.officer.pk))
        alone = {one.officer for one in held.values() if one.day == day and one.companion is None}
        able = [member for member in able if member.officer.pk not in alone]
        if len(able) > 1:
            found[day] = {(able[0].officer.pk, able[1].officer.pk)}
    return found


def _lock(fixed: Fixed | None, shifts: Mapping[str, Shift]) -> Lock | None:
    if fixed is None:
        return None
    for shift in shifts.values():
        if shift.day == fixed.day and fixed.officer in (shift.officer, shift.companion):
            return Lock(shift.id, fixed.position)
    return None


def _candidate(wish: Wish, figures: Figures, needs_two: bool, lock: Lock | None) -> Candidate:
    liaison = wish.liaison
    if wish.goers and liaison not in wish.goers:
        liaison = min(wish.goers)
    minutes = int(figures.service.of(wish.trade)) + figures.matter_minutes * (len(wish.matters) - 1)
    return Candidate(
        id=str(wish.business_id),
        priority=wish.points,
        service=minutes * SECONDS_A_MINUTE,
        windows=windows_of(figures.hours.of(wish.trade)),
        days=frozenset(range(7)) if lock else wish.days,
        officers=2 if needs_two else 1,
        promised=wish.promised,
        liaison=str(liaison or ""),
        locked=lock,
    )


def _route(shift: Shift, figures: Figures) -> Route:
    told = figures.working_day
    return Route(
        id=shift.id,
        day=shift.day,
        officers=1 if shift.companion is None else 2,
        start=seconds_of(told["start"]),
        end=seconds_of(told["end"]),
        max_shift=int(told["longest_absence_minutes"]) * SECONDS_A_MINUTE,
        officer=str(shift.officer),
    )


def _home(plan: Plan, able: Sequence[Wish]) -> tuple[float, float]:
    """Where everybody sets out: the station, else the middle of its businesses."""
    if (home := home_of(plan)) is not None:
        return home
    points = [wish.point for wish in able if wish.point]
    if not points:
        return 0.0, 0.0
    return sum(point[0] for point in points) / len(points), sum(point[1] for point in points) / len(points)


def home_of(plan: Plan) -> tuple[float, float] | None:
    """The (longitude, latitude) of the station, its own or the middle of its towns; None where neither is known."""
    return next(((spot.longitude, spot.latitude) for spot in station_spots(on=plan.monday) if spot.id == plan.station_id), None)
