"""Reading what lies in the way in a district: its waters as lines, and where they can be passed.  Data only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from yingzhou.rulebook.errors import FigureFault

Place = tuple[float, float]


@dataclass(frozen=True)
class Gate:
    """A bridge, a ferry or a tunnel at (longitude, latitude), and the minutes passing it costs beside the way."""

    name: str
    by: str
    at: Place
    minutes: float


@dataclass(frozen=True)
class Water:
    """A line nobody drives across but at its gates."""

    name: str
    line: tuple[Place, ...]
    gates: tuple[Gate, ...]


def read(folder: Path) -> tuple[Water, ...]:
    """The barriers of a district's folder, none where it has no such file; `FigureFault` where the file is wrong."""
    path = folder / "barriers.yaml"
    if not path.is_file():
        return ()
    told = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    try:
        return tuple(
            Water(
                name=str(one["name"]),
                line=tuple(_place(point) for point in one["line"]),
                gates=tuple(
                    Gate(str(gate["name"]), str(gate.get("by", "")), _place(gate["at"]), float(gate["minutes"]))
                    for gate in one.get("crossings") or ()
                ),
            )
            for one in told.get("barriers") or ()
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise FigureFault(f"{folder.name}/{path.name}", f"栏目缺了或写错了：{fault}") from fault


def _place(told: Sequence[float]) -> Place:
    longitude, latitude = told
    return float(longitude), float(latitude)
