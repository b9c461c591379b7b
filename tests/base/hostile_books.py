"""Workbooks nobody should open without care, made on the spot."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from yingzhou.base.staging import opening

MIB = 1024 * 1024
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    "</Types>"
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
BOOK_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>"
)
SHEET = '<?xml version="1.0"?>{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row>'


def book(path: Path, *, rows: str = ROW, before: str = "", strings: str = "", more: dict[str, bytes] | None = None) -> Path:
    """A workbook of one sheet, its parts written as given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", BOOK_RELS)
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(before=before, rows=rows))
        archive.writestr(
            "xl/sharedStrings.xml",
            f'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{strings}</sst>',
        )
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return path


def streamed(path: Path, piece: str, times: int, *, closing: str = "") -> Path:
    """A workbook whose sheet is one piece again and again: small when packed, huge when read."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", BOOK_RELS)
        archive.writestr("xl/sharedStrings.xml", "<sst/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            block = (piece * 1000).encode()
            for _ in range(times // 1000):
                part.write(block)
            part.write(f"{closing}</sheetData></worksheet>".encode())
    return path


def zip_bomb(path: Path) -> Path:
    return streamed(path, '<row><c t="inlineStr"><is><t>' + "A" * 1000 + "</t></is></c></row>", 500_000)


def one_huge_cell(path: Path) -> Path:
    return streamed(path, "A" * 1000, 200_000)


def million_columns(path: Path) -> Path:
    return streamed(path, "<c><v>1</v></c>", 1_000_000)


def five_million_rows(path: Path) -> Path:
    return streamed(path, "<row><c><v>1</v></c></row>", 5_000_000)


def sparse(path: Path) -> Path:
    return book(path, rows='<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def two_million_strings(path: Path) -> Path:
    return book(path, strings="".join(f"<si><t>{number}</t></si>" for number in range(2_000_000)))


def entity_bomb(path: Path) -> Path:
    levels = "".join(
        f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "lol"}{"&l" + str(n - 1) + ";" if n else "lol"}">' for n in range(30)
    )
    return book(path, before=f"<!DOCTYPE x [{levels}]>", rows=ROW.replace("名称", "&l29;"))


def outside_entity(path: Path) -> Path:
    return book(path, before='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', rows=ROW.replace("名称", "&f;"))


def lying_sizes(path: Path) -> Path:
    """The directory says 100 bytes; there are millions."""
    streamed(path, "<row><c><v>1</v></c></row>", 200_000)
    content = bytearray(path.read_bytes())
    name = b"xl/worksheets/sheet1.xml"
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(name))
    struct.pack_into("<I", content, at + 24, 100)
    path.write_bytes(bytes(content))
    return path


def nested(path: Path) -> Path:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x", b"0" * MIB)
    return book(path, more={"xl/embeddings/inner.zip": inner.getvalue()})


def climbing_names(path: Path) -> Path:
    return book(path, more={"../../etc/cron.d/x": b"* * * * * root true"})


def too_many_parts(path: Path) -> Path:
    return book(path, more={f"xl/media/{number}.xml": b"<x/>" for number in range(500)})


HOSTILE: tuple[Callable[[Path], Path], ...] = (
    zip_bomb,
    one_huge_cell,
    million_columns,
    five_million_rows,
    sparse,
    two_million_strings,
    entity_bomb,
    outside_entity,
    lying_sizes,
    nested,
    climbing_names,
    too_many_parts,
)


def plain(path: Path, rows: int = 30) -> Path:
    """An honest workbook."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["名称", "类型"])
        for number in range(1, rows):
            sheet.write_row(number, 0, [f"第{number}号店", "个体工商户"])
    return path


def mutated(path: Path, original: bytes, seed: int) -> Path:
    """The same with bytes changed, cut, or doubled, at places drawn from the seed."""
    dice, content = random.Random(seed), bytearray(original)
    for _ in range(dice.randrange(1, 12)):
        at = dice.randrange(len(content))
        match dice.randrange(4):
            case 0:
                content[at] = dice.randrange(256)
            case 1:
                del content[at : at + dice.randrange(1, 40)]
            case 2:
                content[at:at] = content[at : at + dice.randrange(1, 40)]
            case _:
                content[at:at] = dice.randbytes(dice.randrange(1, 20))
    path.write_bytes(bytes(content))
    return path


def opened(path: str, out: str) -> dict[str, Any]:
    """Runs in the sandbox: what came of opening it, and the most memory that took, in KiB."""
    answer = opening.open_book(path, out)
    status = Path("/proc/self/status").read_text() if Path("/proc/self/status").exists() else ""
    peak = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)
    return {"answer": answer, "peak": peak}
