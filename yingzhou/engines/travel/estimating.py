"""From points to seconds and meters.

A way is the great circle times a detour factor.  Where the straight line would cross a barrier, the way leads over its
crossings: the shortest chain of them, each costing its minutes.  All chains are found at once by Floyd and Warshall
(CACM 5(6), 1962) over the few crossings a district has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

EARTH_METERS = 6_371_008.8
SECONDS_A_MINUTE = 60
SECONDS_AN_HOUR = 3600
#: A line that ends at a crossing stops this share of its length short of it, so that it does not cross what it ends on.
SHORT_OF = 1e-3

#: (longitude, latitude) in degrees.
Point = tuple[float, float]
Floats = Any


@dataclass(frozen=True)
class Pace:
    """`detour` times the straight line at `kilometers_per_hour`, and `minutes_a_trip` for setting out and finding the door."""

    detour: float
    kilometers_per_hour: float
    minutes_a_trip: float


@dataclass(frozen=True)
class Crossing:
    """Where a barrier can be passed, and what passing costs: the wait for a ferry, the queue at a bridge."""

    name: str
    at: Point
    minutes: float


@dataclass(frozen=True)
class Barrier:
    """A water or a wall as a polyline; only its crossings lead over it."""

    name: str
    line: tuple[Point, ...]
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True)
class Matrix:
    """`seconds[a][b]` and `meters[a][b]` from place a to place b; `is_reachable[a][b]` false where no crossing leads over."""

    seconds: tuple[tuple[int, ...], ...]
    meters: tuple[tuple[int, ...], ...]


#: What is told for places between which no way leads: nobody goes there in a working day.
UNREACHABLE_METERS = 10_000_000


def estimate(points: Sequence[Point], pace: Pace, barriers: Sequence[Barrier] = ()) -> Matrix:
    """The ways between all of some places."""
    places = np.asarray(points, float).reshape(-1, 2)
    meters, minutes = _ways(places, barriers)
    meters = np.rint(meters * pace.detour)
    moving = meters / 1000 / pace.kilometers_per_hour * SECONDS_AN_HOUR
    apart = meters > 0
    seconds = np.rint(moving + minutes * SECONDS_A_MINUTE + apart * pace.minutes_a_trip * SECONDS_A_MINUTE)
    np.fill_diagonal(seconds, 0)
    return Matrix(_rows(seconds), _rows(meters))


def _ways(places: Floats, barriers: Sequence[Barrier]) -> tuple[Floats, Floats]:
    """Meters as the crow flies and minutes lost at crossings."""
    direct = _great_circle(places, places)
    nothing = np.zeros_like(direct)
    gates = [(crossing, number) for number, barrier in enumerate(barriers) for crossing in barrier.crossings]
    blocked = _blocked(places, places, barriers)
    if not blocked.any():
        return direct, nothing
    if not gates:
        return np.where(blocked, UNREACHABLE_METERS, direct), nothing
    doors = np.asarray([crossing.at for crossing, _ in gates], float)
    wait = np.asarray([crossing.minutes for crossing, _ in gates], float)
    reach = np.where(_blocked(places, doors, barriers), UNREACHABLE_METERS, _great_circle(places, doors))
    between = np.where(_blocked(doors, doors, barriers), UNREACHABLE_METERS, _great_circle(doors, doors))
    over, lost = _chains(between, wait)
    best, minutes = np.full_like(direct, UNREACHABLE_METERS), nothing.copy()
    for first in range(len(gates)):
        for last in range(len(gates)):
            way = reach[:, first, None] + over[first, last] + reach[None, :, last]
            better = way < best
            best = np.where(better, way, best)
            minutes = np.where(better, lost[first, last], minutes)
    best = np.minimum(best, UNREACHABLE_METERS)
    return np.where(blocked, best, direct), np.where(blocked, minutes, 0.0)


def _chains(between: Floats, wait: Floats) -> tuple[Floats, Floats]:
    """Shortest chains of crossings, and the minutes lost at all crossings of the chain, its ends included."""
    count = len(wait)
    over = between.copy()
    np.fill_diagonal(over, 0.0)
    lost = wait[:, None] + wait[None, :]
    np.fill_diagonal(lost, wait)
    for middle in range(count):
        way = over[:, middle, None] + over[None, middle, :]
        better = way < over
        over = np.where(better, way, over)
        lost = np.where(better, lost[:, middle, None] + lost[None, middle, :] - wait[middle], lost)
    return over, lost


def _great_circle(here: Floats, there: Floats) -> Floats:
    """Meters between each of `here` and each of `there` (haversine)."""
    one, other = np.radians(here)[:, None, :], np.radians(there)[None, :, :]
    half = np.sin((other - one) / 2) ** 2
    chord = half[..., 1] + np.cos(one[..., 1]) * np.cos(other[..., 1]) * half[..., 0]
    return 2 * EARTH_METERS * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))


def _blocked(here: Floats, there: Floats, barriers: Sequence[Barrier]) -> Floats:
    """Whether the straight line from each of `here` to each of `there` crosses a barrier before its ends."""
    from_, to = here[:, None, :], there[None, :, :]
    way = to - from_
    from_, to = from_ + way * SHORT_OF, to - way * SHORT_OF
    found = np.zeros((len(here), len(there)), bool)
    for barrier in barriers:
        for one, other in zip(barrier.line, barrier.line[1:], strict=False):
            found |= _crosses(from_, to, np.asarray(one, float), np.asarray(other, float))
    return found


def _crosses(from_: Floats, to: Floats, one: Floats, other: Floats) -> Floats:
    """Whether two stretches have a point in common that is an end of neither, or the wall's own end."""
    side = _side(one, other, from_) * _side(one, other, to) < 0
    ends = _side(from_, to, one) * _side(from_, to, other) <= 0
    crossed: Floats = side & ends
    return crossed


def _side(one: Floats, other: Floats, point: Floats) -> Floats:
    turn = (other - one)[..., 0] * (point - one)[..., 1] - (other - one)[..., 1] * (point - one)[..., 0]
    return np.sign(turn)


def _rows(numbers: Floats) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row) for row in numbers.astype(np.int64).tolist())
