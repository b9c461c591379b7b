"""The PDF of a paper: from its composed blocks, or, where the bureau has a template of its own, from the Word file it gave."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from yingzhou.base.documents.papers.printing import TEMPLATES, typeset

if TYPE_CHECKING:
    from yingzhou.base.documents.issuing.composing import Composed

SIZE = 14.0
_SIDES = {WD_ALIGN_PARAGRAPH.CENTER: "center", WD_ALIGN_PARAGRAPH.RIGHT: "right"}
#: Faces that are heavier than the text: set in the sans-serif.
_HEAVY = ("黑体", "Hei", "Sans")


def composed_pdf(composed: Composed) -> bytes:
    """The paper in the layout of its kind.  Dated by the day of the act: the same paper gives the same bytes."""
    return typeset(TEMPLATES / template_of(composed), data_of(composed), at=datetime.combine(composed.on, time(), UTC))


def template_of(composed: Composed) -> str:
    """Official documents have their own layout; everything else is a form."""
    return "official.typ" if composed.kind.layout == "official" else "form.typ"


def data_of(composed: Composed) -> Mapping[str, Any]:
    """What the layout is given: text, never markup."""
    return {
        "title": composed.title,
        "number": composed.number,
        "bureau": composed.words["bureau"],
        "day": composed.words["issued_on"],
        "layout": composed.kind.layout,
        "seal": composed.kind.seal,
        "secret": composed.kind.secret and composed.kind.layout == "sheet",
        "blocks": composed.blocks,
    }


def docx_pdf(content: bytes, *, title: str, at: datetime | None = None) -> bytes:
    """A filled Word file set in our faces, its words unchanged and in their order."""
    return typeset(TEMPLATES / "own.typ", {"title": title, "blocks": list(blocks_of(content))}, at=at)


def blocks_of(content: bytes) -> Iterator[Mapping[str, Any]]:
    """The body of a Word file as paragraphs and tables, in their order."""
    for item in Document(io.BytesIO(content)).iter_inner_content():
        yield _table(item) if isinstance(item, Table) else _paragraph(item)


def lines_of(content: bytes) -> Iterator[str]:
    """The words of a Word file, a line for each paragraph and each row of a table that has any."""
    for block in blocks_of(content):
        if block["shape"] == "para":
            rows = [[block]]
        else:
            rows = [[each for cell in row for each in cell["paragraphs"]] for row in block["rows"]]
        for row in rows:
            texts = ["".join(run["text"] for run in each["runs"]) for each in row]
            if any(texts):
                yield "　".join(text for text in texts if text)


def _paragraph(paragraph: Paragraph) -> Mapping[str, Any]:
    runs = [{"text": run.text, **_look(run)} for run in paragraph.runs if run.text]
    indent = paragraph.paragraph_format.first_line_indent
    return {
        "shape": "para",
        "align": _SIDES.get(paragraph.alignment, "left"),  # type: ignore[arg-type]
        "indent": round(indent.pt, 1) if indent is not None else 0,
        "runs": runs,
    }


def _look(run: Any) -> Mapping[str, Any]:
    size = run.font.size or run.style.font.size
    faces = run._element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    face = faces.get(qn("w:eastAsia"), "") if faces is not None else ""
    heavy = bool(run.bold) or any(mark in face for mark in _HEAVY)
    return {"size": float(size.pt) if size else SIZE, "heavy": heavy}


def _table(table: Table) -> Mapping[str, Any]:
    shares = [column.width.mm if column.width else 1 for column in table.columns]
    rows = [list(_cells(row._tr.tc_lst, table)) for row in table.rows]
    return {"shape": "table", "columns": shares, "rows": rows}


def _cells(found: Any, table: Table) -> Iterator[Mapping[str, Any]]:
    for cell in found:
        paragraphs = [_paragraph(Paragraph(each, table)) for each in cell.p_lst]
        yield {"span": cell.grid_span, "paragraphs": paragraphs}
