"""A sheet whose cells stand as they once came: type, characters and number format, nothing rounded or retyped.

Written by hand because a library writes a number as it would print it, and the last digit would go.  A cell is None, a
text, or `[type, text, format]` (`base.staging.cells`); a formula is never written, so nothing can run.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST_OWN_FORMAT = 164

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    "</Types>"
)
_ROOT = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_PARTS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)

Cell = str | Sequence[str] | None


def write_verbatim(rows: Iterable[Sequence[Cell]], file: BinaryIO, *, title: str) -> tuple[int, str]:
    """Write the rows, the first of them the header, into a file open for reading and writing; rows below it and the digest."""
    formats: dict[str, int] = {}
    count = -1
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _TYPES)
        book.writestr("_rels/.rels", _ROOT)
        book.writestr("xl/_rels/workbook.xml.rels", _PARTS)
        book.writestr("xl/workbook.xml", _workbook(title))
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for count, row in enumerate(rows):
                sheet.write(_row(count + 1, row, formats).encode("utf-8"))
            sheet.write(b"</sheetData></worksheet>")
        book.writestr("xl/styles.xml", _styles(formats))
    file.seek(0)
    return max(count, 0), _digest(file)


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := file.read(1 << 18):
        digest.update(piece)
    return digest.hexdigest()


def _workbook(title: str) -> str:
    name = re.sub(r"[\[\]:*?/\\]", " ", title).strip()[:31] or "Sheet1"
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={quoteattr(name)} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _row(number: int, row: Sequence[Cell], formats: dict[str, int]) -> str:
    cells = "".join(_cell(f"{letters}{number}", cell, formats) for letters, cell in zip(_columns(), row, strict=False))
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, cell: Cell, formats: dict[str, int]) -> str:
    if cell is None or cell == "":
        return ""
    kind, text, shown = ("s", cell, "") if isinstance(cell, str) else (cell[0], cell[1], cell[2])
    style = f' s="{formats.setdefault(shown, len(formats) + 1)}"' if shown else ""
    if kind == "n" and _NUMBER.fullmatch(text):
        return f'<c r="{place}"{style}><v>{text}</v></c>'
    if kind in ("b", "e", "d"):
        return f'<c r="{place}"{style} t="{kind}"><v>{_safe(text)}</v></c>'
    return f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{_safe(text)}</t></is></c>'


def _safe(text: str) -> str:
    """Text as XML holds it; a carriage return is named, or reading would lose it."""
    return escape(_UNWRITABLE.sub("", text), {"\r": "&#13;"})


def _styles(formats: dict[str, int]) -> str:
    own = "".join(
        f"<numFmt numFmtId={quoteattr(str(_FIRST_OWN_FORMAT + at))} formatCode={quoteattr(shown)}/>"
        for shown, at in formats.items()
    )
    cells = "".join(
        f'<xf numFmtId="{_FIRST_OWN_FORMAT + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for at in formats.values()
    )
    numbers = f'<numFmts count="{len(formats)}">{own}</numFmts>' if formats else ""
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}">{numbers}'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(formats) + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _columns() -> Iterator[str]:
    """A, B, … Z, AA, …"""
    at = 0
    while True:
        letters, rest = "", at
        while rest >= 0:
            letters, rest = chr(65 + rest % 26) + letters, rest // 26 - 1
        yield letters
        at += 1
