"""A plain receipt in Word: a title, facts in two columns, a note."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.run import Run

from yingzhou.base.documents.papers.filling import shown

#: The faces of official papers (GB/T 9704): named here, to be found on the bureau's machines.
TITLE_FACE = "方正小标宋简体"
BODY_FACE = "仿宋"


def receipt_docx(*, title: str, facts: Sequence[tuple[str, Any]], note: str = "") -> bytes:
    """An A4 page in the manner of official papers.  Missing values show as blank lines."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Cm(3.7), Cm(3.5), Cm(2.8), Cm(2.6)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(heading.add_run(title), TITLE_FACE, 22)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, value in facts:
        cells = table.add_row().cells
        _write(cells[0].paragraphs[0].add_run(str(label)), BODY_FACE, 14)
        _write(cells[1].paragraphs[0].add_run(str(shown(value))), BODY_FACE, 14)
        cells[0].width, cells[1].width = Cm(4.5), Cm(11.1)
    if note:
        document.add_paragraph()
        _write(document.add_paragraph().add_run(note), BODY_FACE, 12)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _write(run: Run, face: str, points: int) -> None:
    run.font.name = face
    run.font.size = Pt(points)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
