"""Lists as xlsx, written row by row: memory does not grow with the list."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from django.conf import settings
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from yingzhou.base.clock import SHANGHAI
from yingzhou.base.documents.sheets.columns import Column, Kind, Row, cells
from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _

#: A sheet ends at 1,048,576 rows; a person is served worse by the last of them than by a narrower filter.
MOST_ROWS = 1_000_000
_LONGEST = 32_767
_MOST_DIGITS = 15
_CHUNK = 256 * 1024

#: Nothing that is written is ever read as a formula, a link or a number.
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class TooManyRows(Refusal):
    """The list is longer than a sheet."""

    reason = _("清单超过{most}行，一张表放不下")
    mend = _("缩小筛选范围，分几次导出")
    status = 422


@dataclass(frozen=True)
class Written:
    """What was written: how many rows below the headings, and the digest of the file."""

    rows: int
    sha256: str


def stream_xlsx(columns: Sequence[Column], rows: Iterable[Row], *, title: str = "") -> Iterator[bytes]:
    """The list in pieces.  It is complete on disk, in the spool, before the first piece; the file is gone after the last."""
    with tempfile.TemporaryFile(dir=spool()) as file:
        write_xlsx(columns, rows, file, title=title)
        file.seek(0)
        while piece := file.read(_CHUNK):
            yield piece


def write_xlsx(columns: Sequence[Column], rows: Iterable[Row], file: Any, *, title: str = "") -> Written:
    """Write the list into a binary file open for reading and writing."""
    book = xlsxwriter.Workbook(file, {**SAFE, "constant_memory": True, "tmpdir": str(spool())})
    sheet = book.add_worksheet(sheet_name(title) or None)
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats: dict[str, Format] = {kind: book.add_format(style) for kind, style in STYLES.items()}
    formats["moment"] = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.shown_width, formats[Kind(column.kind)])
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(columns):
        put_text(sheet, 0, index, str(column.label), heading)
    count = _write_rows(sheet, columns, rows, formats)
    if count:
        sheet.autofilter(0, 0, count, len(columns) - 1)
    book.close()
    return Written(rows=count, sha256=digest(file))


STYLES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"num_format": "@"},
    Kind.DATE: {"num_format": "yyyy-mm-dd"},
    Kind.NUMBER: {"num_format": "General"},
    Kind.MONEY: {"num_format": "#,##0.00"},
}


def _write_rows(sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Row], formats: dict[str, Format]) -> int:
    writers = [_writer(Kind(column.kind), formats) for column in columns]
    count = 0
    for count, values in enumerate(cells(columns, rows), start=1):
        if count > MOST_ROWS:
            raise TooManyRows(most=f"{MOST_ROWS:,}")
        for index, value in enumerate(values):
            if value is not None and value != "":
                writers[index](sheet, count, index, value)
    return count


Writer = Callable[[Worksheet, int, int, Any], None]


def _writer(kind: Kind, formats: dict[str, Format]) -> Writer:
    text, day, style = formats[Kind.TEXT], formats[Kind.DATE], formats[kind]
    moment = formats["moment"]

    def write(sheet: Worksheet, row: int, index: int, value: Any) -> None:
        if kind == Kind.DATE and isinstance(value, datetime):
            sheet.write_datetime(row, index, value.astimezone(SHANGHAI).replace(tzinfo=None), moment)
        elif kind == Kind.DATE and isinstance(value, date):
            sheet.write_datetime(row, index, value, day)
        elif kind in (Kind.NUMBER, Kind.MONEY) and _is_exact(value):
            sheet.write_number(row, index, value, style)
        else:
            put_text(sheet, row, index, str(value), text)

    return write


def _is_exact(value: Any) -> bool:
    """Whether a spreadsheet can hold the number without changing it."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    return len(str(value).strip("-").replace(".", "")) <= _MOST_DIGITS


def put_text(sheet: Worksheet, row: int, index: int, text: str, style: Format) -> None:
    """Write a text typed as text.  A cell holds 32,767 characters; what is longer ends in …, never silently."""
    kept = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    sheet.write_string(row, index, kept, style)


def sheet_name(title: str) -> str:
    """The title as the tab of a sheet may bear it."""
    return "".join("_" if character in "[]:*?/\\" else character for character in title)[:31].strip("'")


def spool() -> Path:
    """Where a list lies while it is written: closed to others, never the system's own temporary folder."""
    folder = Path(settings.SPOOL_DIR) / "lists"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def digest(file: Any) -> str:
    """SHA-256 of a binary file, from its beginning."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()
