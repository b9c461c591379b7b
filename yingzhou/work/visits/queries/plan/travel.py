"""How long the way is.  An estimate by default; a deployment with a road map of its own names another function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from yingzhou.base.figures.reading import figure
from yingzhou.engines.travel import Barrier, Crossing, Matrix, Pace, Point, estimate
from yingzhou.rulebook import barriers

#: From places and a day to the ways between them.
Ways = Callable[[Sequence[Point], date], Matrix]


def ways(points: Sequence[Point], on: date) -> Matrix:
    """The ways between all of some (longitude, latitude) places, by whatever `settings.TRAVEL` names."""
    found: Matrix = import_string(settings.TRAVEL)(points, on)
    return found


def estimated(points: Sequence[Point], on: date) -> Matrix:
    """Straight lines, a detour and a pace (figure `plans.pace`), around the waters of the district."""
    pace = figure("plans.pace", on=on).value
    return estimate(points, Pace(**{name: float(value) for name, value in pace.items()}), waters(settings.DISTRICT))


@cache
def waters(district: str) -> tuple[Barrier, ...]:
    """What lies in the way in a district, from its folder."""
    found = barriers.read(Path(settings.BASE_DIR) / "districts" / district)
    return tuple(
        Barrier(one.name, one.line, tuple(Crossing(gate.name, gate.at, gate.minutes) for gate in one.gates)) for one in found
    )
