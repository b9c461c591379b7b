"""Lists as csv: UTF-8 with a byte-order mark, so that Excel and WPS read Chinese."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from yingzhou.base.clock import SHANGHAI
from yingzhou.base.documents.sheets.columns import Column, Kind, Row, cells
from yingzhou.base.documents.sheets.safety import guarded

_ROWS_A_CHUNK = 500


def stream_csv(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """The list in pieces, headings first.  `rows` is read as it is sent: give it an iterator of the database."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow([guarded(str(column.label)) for column in columns])
    for number, values in enumerate(cells(columns, rows), start=1):
        writer.writerow([_written(column, value) for column, value in zip(columns, values, strict=True)])
        if number % _ROWS_A_CHUNK == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    content = buffer.getvalue().encode("utf-8", "replace")
    buffer.seek(0)
    buffer.truncate()
    return content


def _written(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.kind in (Kind.NUMBER, Kind.MONEY) and isinstance(value, int | float | Decimal):
        return f"{value:.2f}" if column.kind == Kind.MONEY else str(value)
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return guarded(str(value))
