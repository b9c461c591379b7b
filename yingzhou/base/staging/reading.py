"""Reading the table somebody sent: csv here, row by row; xlsx in a child with limits, spooled to csv first."""

from __future__ import annotations

import codecs
import csv
import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yingzhou.base import sandbox
from yingzhou.base.staging.cells import Cells, text_cells
from yingzhou.base.staging.columns import clean
from yingzhou.base.staging.opening import Limits
from yingzhou.base.staging.refusals import FileRefused

CHUNK_ROWS = 4_000
LARGEST_FILE = 64 * 1024 * 1024
LONGEST_CELL = 32_767
#: A workbook up to this size (zipped) is read in 512 MiB; the bureau's yearly list (200,000 rows) gets 1 GiB.
ORDINARY_BOOK = 8 * 1024 * 1024
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass
class Table:
    """A header and the rows under it; `rows` yields (number of the first row as people count it, rows) and is read once.

    `heading` and `cells` are the same as they came (`cells.py`), where they were asked for.
    """

    sheet: str
    headers: list[str]
    rows: Iterator[tuple[int, list[list[str]]]]
    heading: list[Any]
    cells: Cells | None = None


@contextmanager
def table_of(path: Path, *, keep_cells: bool = False) -> Iterator[Table]:
    """The table in a file; FileRefused says why there is none.  `keep_cells`: with every cell as it came."""
    if path.stat().st_size > LARGEST_FILE:
        raise FileRefused("too_big")
    with path.open("rb") as raw:
        head = raw.read(8)
    if head.startswith(_OLE):
        raise FileRefused("encrypted" if path.stat().st_size and _is_encrypted(path) else "old_excel")
    if not head.startswith(_ZIP):
        yield from _csv_table(path, sheet="", keep_cells=keep_cells)
        return
    with tempfile.TemporaryDirectory(prefix="yingzhou-book-") as folder:
        spooled = Path(folder) / "sheet.csv"
        kept = Path(folder) / "cells.jsonl" if keep_cells else None
        sheet = open_book(path, spooled, kept)
        yield from _csv_table(spooled, sheet=sheet, spooled=True, kept=kept)


def open_book(path: Path, spooled: Path, kept: Path | None = None) -> str:
    """Have a child turn the workbook into `spooled` (its cells as they came into `kept`); the name of the sheet it took."""
    large = path.stat().st_size > ORDINARY_BOOK
    try:
        answer = sandbox.run(
            "yingzhou.base.staging.opening:open_book",
            str(path),
            str(spooled),
            kept=str(kept or ""),
            memory=1024 if large else 512,
            cpu_seconds=60 if large else 10,
            wall_seconds=120 if large else 20,
            file_mib=512,
        )
    except sandbox.SandboxFailure as failure:
        raise FileRefused("too_costly" if failure.kind in ("memory", "time", "crash") else "broken") from failure
    if "refused" in answer:
        raise FileRefused(answer["refused"])
    return str(answer["sheet"])[:64]


def _is_encrypted(path: Path) -> bool:
    """An encrypted xlsx is an OLE file with a stream of this name."""
    return "EncryptedPackage".encode("utf-16-le") in path.read_bytes()[: 65_536 * 4]


def _csv_table(
    path: Path, *, sheet: str, spooled: bool = False, keep_cells: bool = False, kept: Path | None = None
) -> Iterator[Table]:
    encoding = "utf-8" if spooled else encoding_of(path)
    with path.open(encoding=encoding, newline="", errors="strict") as text:
        separator = "," if spooled else separator_of(text.readline())
        text.seek(0)
        lines = csv.reader(text, delimiter=separator)
        try:
            heading = next(lines, [])
            headers = clean(heading)
        except csv.Error as fault:
            raise FileRefused("long_cell") from fault
        while headers and not headers[-1]:
            headers.pop()
        if not headers:
            raise FileRefused("empty" if path.stat().st_size < 4 else "no_header")
        if len(headers) > Limits.columns:
            raise FileRefused("too_wide")
        width = len(headers)
        if kept is not None:
            with kept.open(encoding="utf-8") as stored:
                cells = Cells(iter(stored), width)
                yield Table(sheet, headers, _chunks(lines, width), cells.heading(), cells)
        elif keep_cells:
            cells = Cells(None, width)
            yield Table(sheet, headers, cells.of_text(_chunks(lines, width)), text_cells(heading[:width]), cells)
        else:
            yield Table(sheet, headers, _chunks(lines, width), [])


def _chunks(lines: Iterator[list[str]], width: int) -> Iterator[tuple[int, list[list[str]]]]:
    """Runs of rows, each as wide as the header.  The header is row 1; blank rows count, so that numbers are the sheet's."""
    first = 2
    while True:
        try:
            rows = list(itertools.islice(lines, CHUNK_ROWS))
        except csv.Error as fault:
            raise FileRefused("long_cell") from fault
        if not rows:
            return
        if first + len(rows) > Limits.rows + 2:
            raise FileRefused("too_long")
        for at, row in enumerate(rows):
            if len(row) != width:
                rows[at] = (row + [""] * width)[:width]
        yield first, rows
        first += len(rows)


def encoding_of(path: Path) -> str:
    """UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030; anything else is refused."""
    with path.open("rb") as raw:
        head = raw.read(4)
        if head.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
    for encoding in ("utf-8", "gb18030"):
        if _decodes(path, encoding):
            return encoding
    raise FileRefused("encoding")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    try:
        with path.open("rb") as raw:
            while piece := raw.read(1 << 20):
                if b"\x00" in piece:
                    return False
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def separator_of(line: str) -> str:
    """The separator that occurs most in the header line: comma, tab, semicolon, bar or the full-width comma."""
    return max(",\t;|，", key=lambda mark: line.count(mark))
