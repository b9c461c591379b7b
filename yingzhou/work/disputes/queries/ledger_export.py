"""The ledger going out again: the columns and order of the file that came in; a cell nobody has changed is as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from yingzhou.base.documents.lists import Asked, Exportable
from yingzhou.base.documents.sheets import Column
from yingzhou.base.refusals import NotAllowed
from yingzhou.base.staging.cells import Cell, text_of
from yingzhou.base.staging.columns import header_key
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.models import Complainant, PlatformRow, PlatformSheet
from yingzhou.work.disputes.queries.ledger import IMPORTERS, KIND, may_import
from yingzhou.work.disputes.queries.ledger_rows import Sheet, cells_of, changed_since
from yingzhou.work.disputes.rules import platform as rules

CHUNK = 500
FILTERS = frozenset({"from", "to", "state", "number"})
_EPOCH = date(1899, 12, 30)


def asked_rows(asked: Asked) -> QuerySet[PlatformRow]:
    """Rows that came from the platform, in the order they came."""
    found = PlatformRow.objects.order_by("pk")
    if days := asked.get("from"):
        found = found.filter(complaint__received_on__gte=days[0])
    if days := asked.get("to"):
        found = found.filter(complaint__received_on__lte=days[0])
    if states := asked.get("state"):
        found = found.filter(complaint__state__in=states)
    if numbers := asked.get("number"):
        found = found.filter(complaint__platform_number__in=numbers)
    return found


def export_rows(viewer: Viewer, asked: Asked, _on: date) -> Iterator[Sequence[Cell]]:
    """The header of the newest file, then a row a complaint; who complains stands in it, so only the department may."""
    if not may_import(viewer):
        raise NotAllowed(act=_("导出平台投诉台账"), roles="、".join(str(role.label) for role in IMPORTERS))
    rows = asked_rows(asked)
    heading = _heading(rows)
    yield heading
    keys = [header_key(text_of(cell)) for cell in heading]
    people = Prefetch("complaint__complainants", queryset=Complainant.objects.order_by("place"))
    for row in rows.select_related("complaint", "sheet").prefetch_related(people).iterator(chunk_size=CHUNK):
        told = _cells(row)
        yield [told.get(key) for key in keys]


def _heading(rows: QuerySet[PlatformRow]) -> list[Cell]:
    """The header of the newest file, followed by columns only older ones had."""
    sheets = PlatformSheet.objects.filter(pk__in=rows.order_by().values("sheet")).order_by("-pk")
    found: list[Cell] = []
    seen: set[str] = set()
    for sheet in sheets:
        for cell in sheet.heading:
            if (key := header_key(text_of(cell))) not in seen:
                seen.add(key)
                found.append(cell)
    return found


def _cells(row: PlatformRow) -> dict[str, Cell]:
    """The cells of one complaint by header; what we hold otherwise by now stands there in the form of the cell it replaces."""
    sheet, cells = Sheet(row.sheet.heading, row.sheet.mapping), cells_of(row.cells)
    person = next(iter(row.complaint.complainants.all()), None)
    for name, words in changed_since(sheet, cells, row.complaint, person).items():
        at = sheet.mapping[name]
        cells[at] = _replaced(cells[at], name, words)
    headings = (header_key(text_of(cell)) for cell in sheet.heading)
    return dict(zip(headings, cells, strict=False))


def _replaced(cell: Cell, name: str, words: str) -> Cell:
    """New words in an old cell: a day that was a number stays one, an amount stays an amount."""
    if not words:
        return None
    if isinstance(cell, list) and cell[0] == "n":
        if name.endswith("_on"):
            return ["n", str((date.fromisoformat(words) - _EPOCH).days), cell[2]]
        if name == "amount":
            return ["n", words, cell[2]]
    shown = cell[2] if isinstance(cell, list) and cell[0] == "s" else ""
    return ["s", words, shown]


def _columns(on: date) -> Sequence[Column]:
    """What the manifest names: the columns we know; the sheet itself keeps the file's own."""
    return [Column(one.name, one.label) for one in rules.columns(on)]


EXPORT: Any = Exportable(name=KIND, label=_("平台投诉台账"), columns=_columns, filters=FILTERS, rows=export_rows, verbatim=True)
