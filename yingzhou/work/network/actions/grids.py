"""Laying grids over the territory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.trail.writing import record
from yingzhou.work.network.models import Cell, Coverage, Grid, Organization
from yingzhou.work.network.queries import in_force
from yingzhou.work.network.rules import areas, grids


@transaction.atomic
def lay_grid(*, code: str, name: str, by: Actor) -> Grid:
    """A new, empty grid."""
    try:
        with transaction.atomic():
            grid = Grid.objects.create(code=code, name=name)
    except IntegrityError as clash:
        raise grids.GridNameTaken(name=name) from clash
    record("grid.lay", grid, by=by, code=code)
    return grid


@transaction.atomic
def import_cells(*, grid: Grid, content: Any, since: date, by: Actor) -> int:
    """Cells from a GeoJSON file, from a day.  A cell that is there already changes its ground from that day; the number read.

    The ground of an earlier day stays as it was: the old cell ends, a new one of the same code begins.
    """
    grid = Grid.objects.select_for_update().get(pk=grid.pk)
    read = areas.areas_in(content)
    standing = {cell.code: cell for cell in Cell.objects.filter(in_force(since), grid=grid)}
    for code, name, polygons in read:
        _put_cell(grid, standing.get(code), code, name, polygons, since)
    record("grid.import", grid, by=by, cells=len(read), since=since)
    return len(read)


@transaction.atomic
def cover(*, cell: Cell, communities: Iterable[Organization], since: date, by: Actor) -> int:
    """From a day these communities belong to the cell; in the same grid they leave the cell they were in."""
    grid = Grid.objects.select_for_update().get(pk=cell.grid_id)
    moved = [community for community in communities if _put_community(grid, cell, community, since)]
    if moved:
        record("grid.cover", cell, by=by, communities=[each.public_id for each in moved], since=since)
    return len(moved)


def _put_cell(grid: Grid, old: Cell | None, code: str, name: str, polygons: list[areas.Polygon], since: date) -> None:
    if old is not None and (old.name, old.polygons) == (name, polygons):
        return
    if old is not None and old.since == since:
        old.name, old.polygons = name, polygons
        old.save(update_fields=["name", "polygons"])
        return
    if old is not None:
        old.until = since
        old.save(update_fields=["until"])
    new = Cell.objects.create(grid=grid, code=code, name=name, polygons=polygons, since=since)
    for covered in Coverage.objects.filter(in_force(since), cell=old) if old else ():
        _put_community(grid, new, covered.community, since)


def _put_community(grid: Grid, cell: Cell, community: Organization, since: date) -> bool:
    current = Coverage.objects.filter(in_force(since), grid=grid, community=community).first()
    if current is not None and current.cell_id == cell.pk:
        return False
    if current is not None and current.since == since:
        current.delete()
    elif current is not None:
        current.until = since
        current.save(update_fields=["until"])
    Coverage.objects.create(grid=grid, cell=cell, community=community, since=since)
    return True
