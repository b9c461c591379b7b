"""Building the Word template of a kind of paper.  The same rulebook gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from yingzhou.base.documents.wording.pieces import (
    FORMAL,
    HEAVY,
    ITALIC,
    TITLE,
    Sheet,
    cell_text,
    grid,
    line,
    page_number,
    rule_below,
    widths,
)
from yingzhou.rulebook import paper_kinds
from yingzhou.rulebook.paper_kinds import Field, Kind

RED = RGBColor(0xD7, 0x10, 0x10)
#: Fixed, so that the same rulebook gives the same bytes.
STAMP = (2026, 1, 1, 0, 0, 0)
#: Points of the text: 三号 for official documents, 四号 for letters, 小四 for registers and agreements.
SIZES = {"official": 16, "letter": 14, "agreement": 12, "sheet": 12}
SEALED_BY = {"bureau": "{{ bureau }}", "committee": "{{ committee }}"}


@lru_cache(maxsize=64)
def shipped_docx(kind: str, *, on: date) -> bytes:
    """The template of a kind under the rules of a day, with its fields in double braces."""
    told = paper_kinds.kind(kind)
    document = Document()
    sheet = Sheet(document, told.layout == "official", SIZES[told.layout])
    sheet.lay_out()
    _head(sheet, told)
    fields = told.fields(on)
    for block in told.body:
        ((shape, what),) = block.items()
        _WRITERS[shape](sheet, what, fields)
    page_number(document.sections[0])
    document.core_properties.title = told.label
    document.core_properties.author = ""
    file = io.BytesIO()
    document.save(file)
    return _settled(file.getvalue())


def _settled(content: bytes) -> bytes:
    """The package with every part dated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            written.writestr(zipfile.ZipInfo(name, STAMP), read.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _head(sheet: Sheet, told: Kind) -> None:
    if told.layout == "official":
        _official_head(sheet, told)
        return
    if told.seal == "bureau":
        line(sheet, "{{ bureau }}", face=TITLE, points=18, align=WD_ALIGN_PARAGRAPH.CENTER)
    line(sheet, told.title, face=TITLE, points=22, align=WD_ALIGN_PARAGRAPH.CENTER)
    if told.is_numbered:
        line(sheet, "{{ number }}", align=WD_ALIGN_PARAGRAPH.RIGHT, points=12)


def _official_head(sheet: Sheet, told: Kind) -> None:
    """Red heading, number, red rule, title: GB/T 9704-2012, 7.2.4 to 7.3.1."""
    mark = line(sheet, "{{ bureau }}文件", face=TITLE, points=33, align=WD_ALIGN_PARAGRAPH.CENTER)
    mark.paragraph_format.space_before = Mm(30)
    mark.runs[0].font.color.rgb = RED
    line(sheet, "")
    line(sheet, "")
    number = line(sheet, "{{ number }}", align=WD_ALIGN_PARAGRAPH.CENTER)
    rule_below(number, color="D71010")
    line(sheet, "")
    line(sheet, "")
    line(sheet, told.title, face=TITLE, points=22, align=WD_ALIGN_PARAGRAPH.CENTER)
    line(sheet, "")


def _para(sheet: Sheet, text: str, fields: Mapping[str, Field]) -> None:
    line(sheet, text, indent=True)


def _flush(sheet: Sheet, text: str, fields: Mapping[str, Field]) -> None:
    line(sheet, text)


def _head_line(sheet: Sheet, text: str, fields: Mapping[str, Field]) -> None:
    line(sheet, text, face=HEAVY, indent=True)


def _note(sheet: Sheet, text: str, fields: Mapping[str, Field]) -> None:
    line(sheet, text, face=ITALIC, points=10.5)


def _facts(sheet: Sheet, rows: list[list[str]], fields: Mapping[str, Field]) -> None:
    table = grid(sheet, rows=len(rows), columns=4)
    for at, names in enumerate(rows):
        cells = table.rows[at].cells
        if len(names) == 1:
            cells[1].merge(cells[3])
        for pair, name in enumerate(names):
            cell_text(cells[2 * pair], fields[name].label, face=HEAVY)
            cell_text(cells[2 * pair + 1], f"{{{{ {name} }}}}")
    widths(table, (37, 41, 37, 41))
    line(sheet, "", points=8)


def _ticks(sheet: Sheet, name: str, fields: Mapping[str, Field]) -> None:
    line(sheet, f"{{{{ {name} }}}}", indent=True)


def _rows(sheet: Sheet, name: str, fields: Mapping[str, Field]) -> None:
    """A table with one row for each; the rows that open and close the loop vanish when it is filled."""
    columns = fields[name].columns
    table = grid(sheet, rows=4, columns=len(columns))
    for at, (key, heading) in enumerate(columns.items()):
        cell_text(table.rows[0].cells[at], heading, face=HEAVY)
        cell_text(table.rows[2].cells[at], f"{{{{ each.{key} }}}}")
    cell_text(table.rows[1].cells[0], f"{{%tr for each in {name} %}}")
    cell_text(table.rows[3].cells[0], "{%tr endfor %}")
    widths(table, [156 / len(columns)] * len(columns))
    line(sheet, "", points=8)


def _sign(sheet: Sheet, lines: list[str], fields: Mapping[str, Field]) -> None:
    line(sheet, "")
    for text in lines:
        line(sheet, text if "{{" in text else f"{text}：＿＿＿＿＿＿＿＿　　　年　　月　　日")


def _contact(sheet: Sheet, names: list[str], fields: Mapping[str, Field]) -> None:
    line(sheet, "　　".join(f"{fields[name].label}：{{{{ {name} }}}}" for name in names), indent=True)


def _close(sheet: Sheet, seal: str, fields: Mapping[str, Field]) -> None:
    """Who seals, and the day, at the right: the seal goes over the day."""
    if seal not in SEALED_BY:
        return
    line(sheet, "")
    who = line(sheet, f"{SEALED_BY[seal]}（印章）", align=WD_ALIGN_PARAGRAPH.RIGHT)
    day = line(sheet, "{{ issued_on }}", align=WD_ALIGN_PARAGRAPH.RIGHT)
    for paragraph, letters in ((who, 2), (day, 4)):
        paragraph.paragraph_format.right_indent = Pt(sheet.points * letters)
        paragraph.paragraph_format.keep_together = True
    who.paragraph_format.keep_with_next = True


def _law(sheet: Sheet, yes: Any, fields: Mapping[str, Field]) -> None:
    line(sheet, "")
    line(sheet, "附：本文书所依据的条文", face=FORMAL, points=10.5)
    line(sheet, "{{ law }}", points=10.5)


_WRITERS: dict[str, Any] = {
    "para": _para,
    "flush": _flush,
    "head": _head_line,
    "note": _note,
    "facts": _facts,
    "ticks": _ticks,
    "rows": _rows,
    "sign": _sign,
    "contact": _contact,
    "close": _close,
    "law": _law,
}
