"""Reading the cells of a sheet as they stand in the file: type, characters, number format.  Runs in the child of `opening`.

Imports neither Django nor anything of ours.  `opening.survey` has already counted and inflated every part and refused
document types, so plain parsing is safe here.
"""

from __future__ import annotations

import json
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: Number formats that have no text in the file (ECMA-376, 18.8.30).
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
#: Days between the two ways of counting days a workbook may have.
_SINCE_1904 = 1462
_COLUMN = re.compile(r"[A-Z]+")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def store(path: str, sheet: str, first_column: int, out: str) -> None:
    """Write the rows of a sheet to `out`, one JSON list a line, from row 1, from a column (0 is A) on."""
    with zipfile.ZipFile(path) as book, open(out, "w", encoding="utf-8") as file:
        rows = _rows(book, sheet)
        last = 0
        for number, cells in rows:
            file.write("[]\n" * (number - last - 1))
            file.write(json.dumps(cells[first_column:], ensure_ascii=False, separators=(",", ":")) + "\n")
            last = number


def _rows(book: zipfile.ZipFile, sheet: str) -> Iterator[tuple[int, list[Any]]]:
    part, is_1904 = _part(book, sheet)
    strings, formats = _strings(book), _formats(book)
    number = 0
    with book.open(part) as file:
        for _event, element in ET.iterparse(file):  # noqa: S314  surveyed: no document type
            if element.tag != f"{_MAIN}row":
                continue
            number = int(element.get("r") or number + 1)
            cells: list[Any] = []
            for cell in element:
                reference = cell.get("r")
                place = _place(reference) if reference else len(cells)
                cells.extend([None] * (place - len(cells)))
                cells.append(_cell(cell, strings, formats, is_1904=is_1904))
            element.clear()
            yield number, cells


def _part(book: zipfile.ZipFile, sheet: str) -> tuple[str, bool]:
    """Where the sheet stands in the zip, and whether days count from 1904."""
    root = ET.fromstring(book.read("xl/workbook.xml"))  # noqa: S314  surveyed: no document type
    relations = ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  surveyed: no document type
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    told = root.find(f"{_MAIN}workbookPr")
    is_1904 = told is not None and told.get("date1904") in ("1", "true")
    for one in root.iter(f"{_MAIN}sheet"):
        if one.get("name") == sheet:
            target = targets[one.get(_RELATION)]
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}"), is_1904
    raise KeyError(sheet)


def _strings(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    found = []
    with book.open("xl/sharedStrings.xml") as file:
        for _event, element in ET.iterparse(file):  # noqa: S314  surveyed: no document type
            if element.tag == f"{_MAIN}si":
                found.append(_text(element))
                element.clear()
    return found


def _text(element: Any) -> str:
    """The text of a string without the reading aids (rPh) some programs add."""
    pieces = []
    for child in element:
        if child.tag == f"{_MAIN}t":
            pieces.append(child.text or "")
        elif child.tag == f"{_MAIN}r":
            pieces += [part.text or "" for part in child.iter(f"{_MAIN}t")]
    return "".join(pieces)


def _formats(book: zipfile.ZipFile) -> list[str]:
    """The number format of each cell style."""
    if "xl/styles.xml" not in book.namelist():
        return []
    root = ET.fromstring(book.read("xl/styles.xml"))  # noqa: S314  surveyed: no document type
    own = {int(one.get("numFmtId", 0)): one.get("formatCode", "") for one in root.iter(f"{_MAIN}numFmt")}
    styles = root.find(f"{_MAIN}cellXfs")
    numbers = [int(one.get("numFmtId", 0)) for one in (styles if styles is not None else ())]
    return [own.get(number, BUILT_IN.get(number, "")) for number in numbers]


def _cell(cell: Any, strings: list[str], formats: list[str], *, is_1904: bool) -> Any:
    kind, style = cell.get("t", "n"), int(cell.get("s", 0))
    shown = formats[style] if style < len(formats) else ""
    shown = "" if shown == "General" else shown
    if kind == "inlineStr":
        inline = cell.find(f"{_MAIN}is")
        text = _text(inline) if inline is not None else ""
    else:
        value = cell.find(f"{_MAIN}v")
        text = (value.text or "") if value is not None else ""
        if kind == "s" and text:
            text = strings[int(text)]
    if text == "":
        return None
    if kind in ("s", "str", "inlineStr"):
        return ["s", text, shown] if shown else text
    if kind == "n" and is_1904 and any(mark in _QUOTED.sub("", shown).lower() for mark in "ymd"):
        text = repr(float(text) + _SINCE_1904)
    return [kind, text, shown]


def _place(reference: str) -> int:
    """B7 → 1."""
    place = 0
    for letter in _COLUMN.match(reference).group():  # type: ignore[union-attr]
        place = place * 26 + ord(letter) - 64
    return place - 1
