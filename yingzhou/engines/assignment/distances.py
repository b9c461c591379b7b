"""Where people are, and how far it is to a business."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from yingzhou.engines.assignment.told import Person

EARTH = 6_371_009.0


def meters(a: Any, b: Any) -> Any:
    """Great-circle meters between rows of longitude and latitude; nan where either is unknown."""
    lon_a, lat_a, lon_b, lat_b = (np.radians(x) for x in (a[:, 0], a[:, 1], b[:, 0], b[:, 1]))
    half = np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH * np.arcsin(np.sqrt(half))


def middle(spots: Any) -> Any:
    """The median longitude and latitude of known places; a far outlier does not move it."""
    known = spots[~np.isnan(spots[:, 0])]
    return np.median(known, axis=0) if len(known) else np.full(2, np.nan)


def places_of(people: Sequence[Person], spots: Any, current: Any) -> Any:
    """One row a person: as told, else the middle of those he has now, else unknown."""
    order = np.argsort(current, kind="stable")
    bounds = np.searchsorted(current[order], np.arange(len(people) + 1))
    rows = [
        np.array(one.at, float) if one.at else middle(spots[order[bounds[at] : bounds[at + 1]]]) for at, one in enumerate(people)
    ]
    return np.array(rows, float).reshape(-1, 2)


def seed(newcomers: Any, places: Any, spots: Any, is_free: Any, may: Any) -> None:
    """A first place for each newcomer: the free business he may have that is farthest from everybody placed so far."""
    for at in newcomers:
        open_to = np.flatnonzero(is_free & may(at) & ~np.isnan(spots[:, 0]))
        if not len(open_to):
            continue
        placed = places[~np.isnan(places[:, 0])]
        near = [meters(spots[open_to], np.broadcast_to(one, (len(open_to), 2))) for one in placed]
        best = open_to[int(np.argmax(np.min(near, axis=0)))] if near else open_to[0]
        places[at] = spots[best]
