"""Which cell of which grid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.engines.addresses import Ground, cell_at
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Cell, Coverage, Grid, Organization
from yingzhou.work.network.queries.dates import in_force


@dataclass(frozen=True)
class GridPage:
    """A grid on a day: its cells, and the communities that no cell of it covers."""

    grid: Grid
    cells: tuple[Cell, ...]
    uncovered: tuple[Organization, ...]


def grids() -> QuerySet[Grid]:
    """Every grid, by name."""
    return Grid.objects.order_by("name")


def grid_for(viewer: Viewer, public_id: UUID) -> Grid:
    """One grid; the net is no secret among officers."""
    found = Grid.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def cells_of(grid: Grid, *, on: date) -> QuerySet[Cell]:
    """The cells of a grid on a day, with the number of communities in each (`covers`)."""
    covered = Count("coverage", filter=in_force(on, "coverage__"))
    return Cell.objects.filter(in_force(on), grid=grid).annotate(covers=covered).order_by("code", "pk")


def grid_page(grid: Grid, *, on: date) -> GridPage:
    """Two queries."""
    covered = Coverage.objects.filter(in_force(on), grid=grid, community=OuterRef("pk"))
    alone = Organization.objects.filter(in_force(on), ~Exists(covered), kind=Kind.COMMUNITY).order_by("name", "pk")
    return GridPage(grid, tuple(cells_of(grid, on=on)), tuple(alone[:200]))


def cell_of(
    grid: Grid, *, on: date, community: Organization | None = None, point: tuple[float, float] | None = None
) -> Cell | None:
    """The cell a point (longitude, latitude) lies in, else the cell of the community; None where neither tells."""
    if point is not None:
        ground = list(Cell.objects.filter(in_force(on), ~Q(polygons=[]), grid=grid))
        key = cell_at(*point, [_ground(cell) for cell in ground])
        if key is not None:
            return next(cell for cell in ground if cell.pk == key)
    if community is None:
        return None
    row = Coverage.objects.filter(in_force(on), grid=grid, community=community).select_related("cell").first()
    return row.cell if row else None


def cells_by_grid(community: Organization, *, on: date) -> dict[str, str]:
    """Grid code → public id of the community's cell, over every grid.  One query."""
    rows = Coverage.objects.filter(in_force(on), community=community).select_related("grid", "cell")
    return {row.grid.code: str(row.cell.public_id) for row in rows}


def _ground(cell: Cell) -> Ground:
    rings = tuple(tuple([tuple(point) for point in ring] for ring in polygon) for polygon in cell.polygons)
    return Ground(cell.pk, rings)
