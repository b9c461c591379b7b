"""What a list is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """How a cell is typed.  Codes and telephone numbers are text, whatever they look like."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"


@dataclass(frozen=True)
class Column:
    """One column: `name` in code, `label` on the sheet; the rest serves templates people fill in.

    `choices` become a drop-down, `sample` the example row, `note` the explanation; `width` is in characters.
    """

    name: str
    label: Any
    kind: Kind | str = Kind.TEXT
    choices: Sequence[Any] = ()
    is_required: bool = False
    sample: Any = ""
    note: Any = ""
    width: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", Kind(self.kind))

    @property
    def shown_width(self) -> int:
        """The width asked for, or one in which the heading and a usual value fit."""
        return self.width or max(12, min(40, 2 * len(str(self.label)) + 4))


Row = Mapping[str, Any] | Sequence[Any]


def cells(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[list[Any]]:
    """Each row as the values of the columns, in order; rows are mappings by name or sequences."""
    names = [column.name for column in columns]
    for row in rows:
        yield [row[name] for name in names] if isinstance(row, Mapping) else list(row)
