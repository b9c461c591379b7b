"""What can be imported.  Staging knows no word of the mission: each room says what its rows are and registers it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from yingzhou.base.actors import Actor
from yingzhou.base.staging.columns import Column, Note, Values
from yingzhou.base.staging.models import Batch, StagedRow

#: The name under which a finisher finds the cells of a row (`cells.py`).
CELLS = "cells"
Say = Callable[[int, str, Note], None]


class Finisher(Protocol):
    """What a room adds to the cells of a run of rows before they are stored: keys, places, seals."""

    def __call__(self, numbers: Sequence[int], values: dict[str, Values], say: Say) -> tuple[dict[str, Values], list[str | None]]:
        """Every stored column by its name, and for each row the text to be sealed (None: nothing)."""
        ...


@dataclass(frozen=True)
class Parts:
    """The tables one imported thing lives in: the root and its parts (table, column naming the root), in order of writing."""

    root: str
    parts: tuple[tuple[str, str], ...] = ()

    def owners(self) -> tuple[tuple[str, str], ...]:
        return ((self.root, "id"), *self.parts)


@dataclass(frozen=True)
class Kind:
    """One kind of import.

    `columns(today)` are what people may bring; `stored` the columns of `table` filled from them (by `finisher`);
    `compare(batch)` decides new, changed, same and doubtful, and answers counts; `write(batch, by)` writes what was
    decided and answers counts; `left(batch)` answers SQL and parameters for `(root_id, why)` of rows an undo must leave
    beside those that others refer to.  A kind that `keeps_cells` finds every cell of a row as it came, as JSON, among the
    values of its finisher under `CELLS`.  `taken_back(batch, by)` is called at the end of an undo, for what stands above the root.
    """

    name: str
    label: Any
    columns: Callable[[date], Sequence[Column]]
    table: type[StagedRow]
    stored: tuple[str, ...]
    finisher: Callable[[Batch], Finisher]
    compare: Callable[[Batch], dict[str, Any]]
    write: Callable[[Batch, Actor], dict[str, Any]]
    parts: Parts
    root_model: Callable[[], Any]
    left: Callable[[Batch], tuple[str, list[Any]]]
    watched: tuple[str, ...] = ()
    forget: Callable[[Batch], None] = lambda _batch: None
    keeps_cells: bool = False
    taken_back: Callable[[Batch, Actor], None] = lambda _batch, _by: None
    words: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    def column(self, name: str, on: date) -> Column | None:
        return next((column for column in self.columns(on) if column.name == name), None)


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind of import known; the room does it when it is loaded."""
    _KINDS[kind.name] = kind


def kind_named(name: str) -> Kind:
    """The kind of that name; KeyError if no room has registered it."""
    return _KINDS[name]


def kind_of(batch: Batch) -> Kind:
    return _KINDS[batch.kind]
