"""Lists that may be taken away: one register for pages and the command line.

A room registers its list when the application starts:

    offer(Exportable(name="businesses", label=_("经营主体"), columns=columns, filters=FILTERS, rows=export_rows))
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.documents.manifests import Manifest, signed
from yingzhou.base.documents.sheets import Column, stream_csv, write_xlsx
from yingzhou.base.documents.sheets.columns import Row
from yingzhou.base.documents.sheets.verbatim_list import write_verbatim
from yingzhou.base.refusals import Refusal
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _

FORMATS = ("xlsx", "csv")
#: What a list is narrowed by: each name with the values asked for, as text.
Asked = Mapping[str, Sequence[str]]


class UnknownList(Refusal):
    """There is no such list."""

    reason = _("没有“{name}”这个清单")
    mend = _("可以导出：{known}")
    status = 404


class UnknownFilter(Refusal):
    """The list is not narrowed by that."""

    reason = _("“{name}”不能按“{filter}”筛选")
    mend = _("可以用：{known}")
    status = 422


class OnlyXlsx(Refusal):
    """Cells keep their types in a workbook only."""

    reason = _("“{label}”按原样导出，只有 xlsx 留得住每一格的格式")
    mend = _("文件名用 .xlsx")
    status = 422


@dataclass(frozen=True)
class Exportable:
    """One list: its columns on a day, what it can be narrowed by, and its rows for whoever asks.

    `rows(viewer, asked, on)` reads as it is iterated and narrows to what the viewer may see.  A list whose cells go out
    as they came is `verbatim`: its rows are cells (`base.staging.cells`), the header first, and xlsx is its one form.
    """

    name: str
    label: Any
    columns: Callable[[date], Sequence[Column]]
    filters: frozenset[str]
    rows: Callable[[Any, Asked, date], Iterable[Any]]
    verbatim: bool = False


_offered: dict[str, Exportable] = {}


def offer(exportable: Exportable) -> None:
    """Register a list; registering it again replaces it."""
    _offered[exportable.name] = exportable


def offered() -> list[Exportable]:
    """All of them, by name."""
    return [_offered[name] for name in sorted(_offered)]


def named(name: str) -> Exportable:
    """The list of that name."""
    if name not in _offered:
        raise UnknownList(name=name, known="、".join(sorted(_offered)) or "—")
    return _offered[name]


@transaction.atomic
def export(name: str, file: BinaryIO, *, viewer: Any, by: Actor, asked: Asked, form: str = "xlsx") -> Manifest:
    """Write the list into a file open for reading and writing; its signed manifest, and one line in the trail."""
    exportable, on = named(name), today()
    for wanted in asked:
        if wanted not in exportable.filters:
            raise UnknownFilter(name=name, filter=wanted, known="、".join(sorted(exportable.filters)))
    columns = list(exportable.columns(on))
    rows = exportable.rows(viewer, asked, on)
    if exportable.verbatim:
        if form != "xlsx":
            raise OnlyXlsx(label=exportable.label)
        count, digest = write_verbatim(rows, file, title=str(exportable.label))
    else:
        count, digest = _written(columns, rows, file, form=form, title=str(exportable.label))
    plain = {key: "、".join(values) for key, values in sorted(asked.items())}
    manifest = signed(name, by=by, filters=plain, columns=tuple(column.name for column in columns), rows=count, sha256=digest)
    record("list.export", None, by=by, list=name, filter=plain, rows=count, sha256=digest, form=form)
    return manifest


def _written(columns: Sequence[Column], rows: Iterable[Row], file: BinaryIO, *, form: str, title: str) -> tuple[int, str]:
    if form == "xlsx":
        written = write_xlsx(columns, rows, file, title=title)
        return written.rows, written.sha256
    counted = _Counted(rows)
    digest = hashlib.sha256()
    for piece in stream_csv(columns, counted):
        digest.update(piece)
        file.write(piece)
    return counted.count, digest.hexdigest()


class _Counted:
    """Rows, counted as they pass."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Any:
        for row in self._rows:
            self.count += 1
            yield row
