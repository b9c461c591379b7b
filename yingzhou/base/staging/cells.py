"""Cells as they came: for kinds of import whose rows go out again as they were.

A cell is None (empty), a text, or `[type, text, format]`: the type letter of the workbook (`s` text, `n` number, `b`
boolean, `e` error, `d` ISO day), the characters that stood in it, and its number format (empty: General).
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator

Cell = str | list[str] | None


def text_cells(row: list[str]) -> list[Cell]:
    """The cells of a csv row: texts and nothing."""
    return [cell or None for cell in row]


class Cells:
    """The cells of a table, taken run by run beside its rows."""

    def __init__(self, stored: Iterator[str] | None, width: int) -> None:
        self._stored, self._width = stored, width
        self._waiting: deque[str] = deque()

    def heading(self) -> list[Cell]:
        """The cells of the header; asked once, first."""
        cells: list[Cell] = json.loads(self._next())[: self._width]
        return cells

    def take(self, count: int) -> list[str]:
        """The next rows, each as JSON; as wide as the header."""
        return [self._waiting.popleft() if self._stored is None else self._cut(self._next()) for _row in range(count)]

    def of_text(self, runs: Iterator[tuple[int, list[list[str]]]]) -> Iterator[tuple[int, list[list[str]]]]:
        """The runs of a csv, each of whose rows can then be taken."""
        for first, rows in runs:
            self._waiting.extend(json.dumps(text_cells(row), ensure_ascii=False) for row in rows)
            yield first, rows

    def _next(self) -> str:
        return next(self._stored, "[]") if self._stored else "[]"

    def _cut(self, line: str) -> str:
        cells = json.loads(line)[: self._width]
        return json.dumps(cells + [None] * (self._width - len(cells)), ensure_ascii=False)


def text_of(cell: Cell) -> str:
    """What the cell says, for comparing and showing."""
    return "" if cell is None else cell if isinstance(cell, str) else cell[1]
