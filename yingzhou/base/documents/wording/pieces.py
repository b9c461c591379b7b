"""Paragraphs, tables and margins of a Word template, in the faces GB/T 9704 names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat
from docx.text.run import Run

#: The faces of official papers: named here, to be found on the bureau's machines.
TITLE, BODY, FORMAL, HEAVY, ITALIC = "方正小标宋简体", "仿宋", "仿宋", "黑体", "楷体"
#: Twenty-two lines in 225 mm; twenty-eight letters in 156 mm.
LINE, LETTER = 28.95, 16
TEXT_WIDTH = 156


@dataclass(frozen=True)
class Sheet:
    """The document being written; `official`: on the grid of GB/T 9704.  `points` is the size of its text."""

    document: Any
    official: bool
    points: float = LETTER

    def lay_out(self) -> None:
        """A4; official papers with the margins of GB/T 9704 and its 22 lines to a page."""
        normal = self.document.styles["Normal"].font
        normal.name, normal.size = BODY, Pt(self.points)
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37 if self.official else 30), Mm(35 if self.official else 28)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(28 if self.official else 15)
        if self.official:
            kind = OxmlElement("w:docGrid")
            kind.set(qn("w:type"), "lines")
            kind.set(qn("w:linePitch"), str(round(LINE * 20)))
            for old in section._sectPr.findall(qn("w:docGrid")):
                section._sectPr.remove(old)
            section._sectPr.append(kind)


def line(
    sheet: Sheet,
    text: str,
    *,
    face: str = BODY,
    points: float | None = None,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: bool = False,
) -> Paragraph:
    """A paragraph of one face and size (default: that of the text); `indent` moves its first line in by two letters."""
    points = points or sheet.points
    paragraph = sheet.document.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    _space(form, points)
    if align is not None:
        paragraph.alignment = align
    if indent:
        form.first_line_indent = Pt(2 * points)
    typed(paragraph.add_run(text), face, points)
    if sheet.official and points == LETTER:
        _squeeze(paragraph.runs[0])
    return paragraph


def _squeeze(run: Run) -> None:
    """Twenty-eight letters of 16 pt in 156 mm: each a fifth of a point closer to the next."""
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(round((TEXT_WIDTH / 25.4 * 72 / 28 - LETTER) * 20)))
    run._element.get_or_add_rPr().insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz")


def _space(form: ParagraphFormat, points: float) -> None:
    """Text stands on lines of a fixed height; titles, which are larger, take the room they need."""
    if points > LETTER:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.2
    else:
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(LINE if points == LETTER else points * 1.6)


def typed(run: Run, face: str, points: float) -> None:
    """Face and size of a run, for letters of both kinds."""
    run.font.name = face
    run.font.size = Pt(points)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def grid(sheet: Sheet, *, rows: int, columns: int) -> Table:
    """A ruled table across the text."""
    table = sheet.document.add_table(rows=rows, cols=columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    return table


def widths(table: Table, millimeters: Sequence[float]) -> None:
    """Column widths, on every cell as Word wants it."""
    for column, width in zip(table.columns, millimeters, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row._tr.tc_lst, _spread(row._tr.tc_lst, millimeters), strict=True):
            cell.width = Mm(width)


def _spread(cells: Sequence[Any], millimeters: Sequence[float]) -> list[float]:
    at, spread = 0, []
    for cell in cells:
        spread.append(sum(millimeters[at : at + cell.grid_span]))
        at += cell.grid_span
    return spread


def cell_text(cell: _Cell, text: str, *, face: str = BODY, points: float = 12) -> None:
    """What stands in a cell, with a little room above and below."""
    form = cell.paragraphs[0].paragraph_format
    form.space_before = form.space_after = Pt(3)
    typed(cell.paragraphs[0].add_run(text), face, points)


def rule_below(paragraph: Paragraph, *, color: str) -> None:
    """A line across the text under a paragraph."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "11"), ("color", color)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def page_number(section: Any) -> None:
    """`— 1 —` at the foot, in the size GB/T 9704 asks for."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    typed(paragraph.add_run("— "), "宋体", 14)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        typed(run, "宋体", 14)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._element.append(mark)
    typed(paragraph.add_run(" —"), "宋体", 14)
