"""Turning a workbook somebody sent into plain rows.  Runs in a child process with limits (`base.sandbox`).

Imports nothing of ours but `verbatim`.  `survey` reads the zip directory and then inflates every part once without
keeping it, so that what is refused is refused for what it is and not for what it says it is: sizes are counted, not
believed; rows, cells, shared strings and the longest text are counted before a parser sees the file; a document type
declaration (entity bomb, XXE) ends the reading.  Only then does the parser (calamine) run.
"""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from dataclasses import asdict, dataclass
from typing import IO, Any
from xml.etree import ElementTree as ET

from yingzhou.base.staging import verbatim

CHUNK = 1 << 20
#: A spreadsheet's own bound on one cell, with room for markup and entities.
LONGEST_TEXT = 512 * 1024


class Unreadable(Exception):
    """The file will not be read; the argument is one of the codes that `refusals.FileRefused` has words for."""


@dataclass(frozen=True)
class Limits:
    """What a workbook may be.

    A bureau's yearly list (200,000 rows of 20 columns) is 32 MB zipped and about 190 MB inflated, at a ratio of 6 to 9;
    ordinary tables stay below 15.  So: 200 entries, 400 MiB inflated together, ratio 100 for any entry above 1 MiB.
    """

    entries: int = 200
    inflated: int = 400 * CHUNK
    ratio: int = 100
    rows: int = 300_000
    columns: int = 100
    cells: int = 8_000_000
    strings: int = 1_800_000


@dataclass
class Survey:
    """What a workbook holds, counted."""

    entries: int = 0
    inflated: int = 0
    rows: int = 0
    cells: int = 0
    strings: int = 0


def survey(path: str, limits: dict[str, int] | None = None) -> dict[str, int]:
    """Count what the workbook holds; raise Unreadable at the first limit passed."""
    bounds = Limits(**(limits or {}))
    seen = Survey()
    try:
        with zipfile.ZipFile(path) as book:
            entries = book.infolist()
            _check_directory(entries, bounds)
            seen.entries = len(entries)
            for entry in entries:
                with open(path, "rb") as raw:
                    _survey_entry(raw, entry, bounds, seen)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as fault:
        raise Unreadable("broken") from fault
    return asdict(seen)


def _check_directory(entries: list[zipfile.ZipInfo], bounds: Limits) -> None:
    names = {entry.filename for entry in entries}
    if len(entries) > bounds.entries or len(names) != len(entries):
        raise Unreadable("too_many_parts")
    if any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") for name in names):
        raise Unreadable("bad_names")
    if any(name.lower().endswith((".zip", ".xlsx", ".xlsm", ".jar")) for name in names):
        raise Unreadable("nested")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("encrypted")
    if "xl/workbook.xml" not in names:
        raise Unreadable("not_a_table")
    if sum(entry.file_size for entry in entries) > bounds.inflated:
        raise Unreadable("too_big")


def _survey_entry(raw: IO[bytes], entry: zipfile.ZipInfo, bounds: Limits, seen: Survey) -> None:
    """Inflate one entry without keeping it, trusting none of the sizes it states."""
    counter = _Counter(entry.filename, bounds, seen)
    inflated = 0
    for piece in _pieces(raw, entry):
        inflated += len(piece)
        seen.inflated += len(piece)
        if seen.inflated > bounds.inflated:
            raise Unreadable("too_big")
        if inflated > CHUNK and inflated > bounds.ratio * max(entry.compress_size, 1):
            raise Unreadable("bomb")
        counter.feed(piece)
    if inflated != entry.file_size:
        raise Unreadable("lies")


def _pieces(raw: IO[bytes], entry: zipfile.ZipInfo) -> Any:
    raw.seek(entry.header_offset)
    header = raw.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise Unreadable("broken")
    raw.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    left = entry.compress_size
    inflater = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    if inflater is None and entry.compress_type != zipfile.ZIP_STORED:
        raise Unreadable("broken")
    while left > 0 and (packed := raw.read(min(CHUNK // 4, left))):
        left -= len(packed)
        if inflater is None:
            yield packed
            continue
        while packed and not inflater.eof:
            yield inflater.decompress(packed, CHUNK)
            packed = inflater.unconsumed_tail
    if inflater is not None:
        yield inflater.flush()


#: A cell in a column of three letters (beyond 702), or in a row of seven figures: a parser would reserve all between.
_FAR = re.compile(rb'r="(?:[A-Z]{3}|\d{7})')


class _Counter:
    """Counts rows, cells, strings and the longest run without a tag in one XML part, piece by piece."""

    def __init__(self, name: str, bounds: Limits, seen: Survey) -> None:
        self.is_xml = name.lower().endswith((".xml", ".rels"))
        self.is_sheet = name.startswith("xl/worksheets/")
        self.is_strings = name.lower() == "xl/sharedstrings.xml"
        self.bounds, self.seen, self.tail = bounds, seen, b""
        self.untagged, self.first = 0, True

    def feed(self, piece: bytes) -> None:
        if not self.is_xml:
            return
        window = self.tail + piece
        if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
            raise Unreadable("doctype")
        if self.first and piece:
            self.first = False
            if piece[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in piece[:64]:
                raise Unreadable("broken")  # UTF-16 would hide tags from these counts
        self._longest(piece)
        if self.is_sheet:
            self._sheet(window)
        elif self.is_strings:
            self.seen.strings += window.count(b"<si>") + window.count(b"<si ") - self._already((b"<si>", b"<si "))
        self.tail = window[-16:]
        if self.seen.rows > self.bounds.rows + 1 or self.seen.strings > self.bounds.strings:
            raise Unreadable("too_long")
        if self.seen.cells > self.bounds.cells:
            raise Unreadable("too_wide")

    def _sheet(self, window: bytes) -> None:
        if _FAR.search(window):
            raise Unreadable("too_wide")
        self.seen.rows += window.count(b"<row") - self._already((b"<row",))
        self.seen.cells += window.count(b"<c ") + window.count(b"<c>") - self._already((b"<c ", b"<c>"))

    def _already(self, marks: tuple[bytes, ...]) -> int:
        return sum(self.tail.count(mark) for mark in marks)

    def _longest(self, piece: bytes) -> None:
        last = piece.rfind(b"<")
        if last == -1:
            self.untagged += len(piece)
        else:
            self.untagged = len(piece) - last
        if self.untagged > LONGEST_TEXT:
            raise Unreadable("long_cell")


def spool(path: str, out: str, limits: dict[str, int] | None = None) -> dict[str, Any]:
    """Write the first sheet that holds anything as UTF-8 CSV to `out`; answer its name and the number of its rows.

    Dates come out in ISO form, whole numbers as `12.0`: a workbook knows only floating numbers, and the column reader
    knows what each column ought to be.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    bounds = Limits(**(limits or {}))
    try:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if not sheet.total_height:
                continue
            if sheet.end is None or sheet.end[1] >= bounds.columns:
                raise Unreadable("too_wide")
            if sheet.end[0] > bounds.rows:
                raise Unreadable("too_long")
            with open(out, "w", encoding="utf-8", newline="", errors="replace") as file:
                csv.writer(file).writerows(sheet.iter_rows())
            return {"sheet": name, "rows": sheet.height, "column": sheet.start[1] if sheet.start else 0}
    except CalamineError as fault:
        raise Unreadable("broken") from fault
    raise Unreadable("empty")


def open_book(path: str, out: str, limits: dict[str, int] | None = None, kept: str = "") -> dict[str, Any]:
    """What the child does: survey, then spool, then keep the cells as they came if a path is given for them.

    The answer is `{refused: code}` or the sheet, its rows and the counts.
    """
    try:
        counted = survey(path, limits)
        told = spool(path, out, limits)
        if kept:
            _keep(path, told, kept)
        return {**told, "survey": counted}
    except Unreadable as fault:
        return {"refused": str(fault)}


def _keep(path: str, told: dict[str, Any], kept: str) -> None:
    try:
        verbatim.store(path, told["sheet"], told["column"], kept)
    except (ET.ParseError, KeyError, ValueError, IndexError, zipfile.BadZipFile) as fault:
        raise Unreadable("broken") from fault
