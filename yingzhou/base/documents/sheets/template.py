"""The sheet people fill in: drop-downs, a sample row, and what each column means."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from yingzhou.base.documents.sheets.columns import Column, Kind
from yingzhou.base.documents.sheets.xlsx_list import SAFE, STYLES, put_text, sheet_name
from yingzhou.base.words import _

#: As far down as drop-downs reach.
_ROWS = 20_000


def template_xlsx(columns: Sequence[Column], *, title: str, notes: Sequence[Any] = ()) -> bytes:
    """An xlsx with headings (required ones marked *), one sample row, drop-downs for choices, and a page of explanations.

    Text columns are formatted as text, so that a code of eighteen digits keeps its last three.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {**SAFE, "in_memory": True})
    sheet = book.add_worksheet(sheet_name(title))
    about = book.add_worksheet(sheet_name(str(_("说明"))))
    lists = book.add_worksheet(sheet_name(str(_("选项"))))
    lists.hide()
    _head(book, sheet, columns)
    _drop_downs(book, sheet, lists, columns)
    _explain(book, about, columns, notes)
    book.close()
    return file.getvalue()


def sample_row(columns: Sequence[Column]) -> list[str]:
    """The sample row as text: an import leaves out a row that still reads like this."""
    return [str(column.sample) for column in columns]


def heading(column: Column) -> str:
    """What stands over the column."""
    return f"{column.label}*" if column.is_required else str(column.label)


def _head(book: xlsxwriter.Workbook, sheet: Worksheet, columns: Sequence[Column]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#EEF2F6"})
    for index, column in enumerate(columns):
        style = STYLES[Kind.TEXT] if column.kind == Kind.DATE else STYLES[Kind(column.kind)]
        sheet.set_column(index, index, column.shown_width, book.add_format(style))
        put_text(sheet, 0, index, heading(column), bold)
        if str(column.sample):
            put_text(sheet, 1, index, str(column.sample), book.add_format({**style, "italic": True, "font_color": "#667085"}))
    sheet.write_comment(1, 0, str(_("示例行：照着填，填完可以删掉")))
    sheet.freeze_panes(1, 0)


def _drop_downs(book: xlsxwriter.Workbook, sheet: Worksheet, lists: Worksheet, columns: Sequence[Column]) -> None:
    plain = book.add_format(STYLES[Kind.TEXT])
    for index, column in enumerate(columns):
        for row, choice in enumerate(column.choices):
            put_text(lists, row, index, str(choice), plain)
        if column.choices:
            letter = xl_col_to_name(index)
            source = f"='{lists.get_name()}'!${letter}$1:${letter}${len(column.choices)}"
            sheet.data_validation(
                1,
                index,
                _ROWS,
                index,
                {
                    "validate": "list",
                    "source": source,
                    "ignore_blank": True,
                    "error_title": str(_("不在选项里")),
                    "error_message": str(_("请从下拉选项里选一个")),
                },
            )


def _explain(book: xlsxwriter.Workbook, about: Worksheet, columns: Sequence[Column], notes: Sequence[Any]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    about.set_column(0, 0, 20)
    about.set_column(1, 1, 8)
    about.set_column(2, 3, 48)
    for row, note in enumerate(notes):
        put_text(about, row, 0, str(note), book.add_format({"num_format": "@"}))
    top = len(notes) + 1 if notes else 0
    for index, name in enumerate((_("列"), _("必填"), _("说明"), _("可选值"))):
        put_text(about, top, index, str(name), bold)
    for row, column in enumerate(columns, start=top + 1):
        choices = "、".join(str(choice) for choice in column.choices[:60])
        for index, value in enumerate((column.label, _("是") if column.is_required else "", column.note, choices)):
            put_text(about, row, index, str(value), text)
