"""From coordinates to a cell: only where polygons are trusted; a point near a border is still on one side of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Ring = Sequence[Point]


@dataclass(frozen=True)
class Ground:
    """A cell and its polygons: each a list of rings, the outer one first, holes after it (as GeoJSON has them)."""

    key: str | int
    polygons: tuple[tuple[Ring, ...], ...]


def cell_at(longitude: float, latitude: float, cells: Iterable[Ground]) -> str | int | None:
    """The key of the only cell that holds the point; None where none does, or more than one."""
    holding = [cell.key for cell in cells if any(_holds(polygon, longitude, latitude) for polygon in cell.polygons)]
    return holding[0] if len(holding) == 1 else None


def _holds(polygon: Sequence[Ring], x: float, y: float) -> bool:
    outer, *holes = polygon
    return inside(outer, x, y) and not any(inside(hole, x, y) for hole in holes)


def inside(ring: Ring, x: float, y: float) -> bool:
    """Whether a ray to the right crosses the ring an odd number of times.  A ring may be closed or not."""
    odd = False
    ax, ay = ring[-1][0], ring[-1][1]
    for bx, by in ((point[0], point[1]) for point in ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
        ax, ay = bx, by
    return odd
