"""Two grids over the same villages: the stations' regulation grid and the towns' community grid."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date

from demo.bulk import make_uuid
from demo.net import Net
from demo.trail import Line, morning
from yingzhou.base.actors import Actor
from yingzhou.work.network.models import Cell, Coverage, Grid, Organization

#: Code, name, how many villages a cell has at most, and the share of villages in none.
REGULATION = ("regulation", "监管网格", 6, 0.0)
COMMUNITY = ("community", "社区网格", 8, 0.01)

Cells = dict[int, dict[str, str]]


def lay(net: Net, *, draw: random.Random, since: date, by: Actor) -> tuple[Cells, list[Line]]:
    """Both grids: the cells of each community by grid code, and the lines of the trail."""
    cells: Cells = defaultdict(dict)
    lines: list[Line] = []
    for facts in (REGULATION, COMMUNITY):
        areas: dict[Organization, list[Organization]] = defaultdict(list)
        for place in net.places:
            if draw.random() >= facts[3]:
                areas[place.station if facts is REGULATION else place.township].append(place.community)
        lines += _lay(facts, areas, cells, draw=draw, since=since, by=by)
    return dict(cells), lines


def _lay(
    facts: tuple[str, str, int, float],
    areas: dict[Organization, list[Organization]],
    cells: Cells,
    *,
    draw: random.Random,
    since: date,
    by: Actor,
) -> list[Line]:
    code, name, most, _ = facts
    grid = Grid.objects.create(public_id=make_uuid(draw), code=code, name=name)
    made: list[tuple[Cell, list[Organization]]] = []
    for number, (area, communities) in enumerate(areas.items(), 1):
        for turn, start in enumerate(range(0, len(communities), most), 1):
            cell = Cell(grid=grid, code=f"{number:02d}-{turn}", name=f"{_short(area)}{turn}格", since=since)
            cell.public_id = make_uuid(draw)
            made.append((cell, communities[start : start + most]))
    Cell.objects.bulk_create(cell for cell, _ in made)
    Coverage.objects.bulk_create(
        Coverage(grid=grid, cell=cell, community=community, since=since)
        for cell, communities in made
        for community in communities
    )
    for cell, communities in made:
        for community in communities:
            cells[community.pk][code] = str(cell.public_id)
    at, kind = morning(since), Grid._meta.label_lower
    lines: list[Line] = [
        (at, "grid.lay", by.actor, kind, grid.public_id, {"code": code}),
        (at, "grid.import", by.actor, kind, grid.public_id, {"cells": len(made), "since": since}),
    ]
    for cell, communities in made:
        told = {"communities": [each.public_id for each in communities], "since": since}
        lines.append((at, "grid.cover", by.actor, Cell._meta.label_lower, cell.public_id, told))
    return lines


def _short(area: Organization) -> str:
    return area.name.removesuffix("指导站")
