"""Workbooks with a checklist, as somebody would hand one in."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

SURVEY = (
    ("type", "name", "label", "article", "grade", "said", "constraint", "constraint_message"),
    ("begin_group", "fire", "消防"),
    ("select_one yn", "fire.exit", "安全出口不锁不堵", "《消防法》第二十八条", "serious", "安全出口被堵|后门上锁"),
    ("image", "fire.photo", "拍一张安全出口"),
    ("end_group",),
    ("text", "rest.note", "还有什么要记", "", "", "", "string-length(.) <= 200", "不超过 200 字"),
)
CHOICES = (("list_name", "name", "label"), ("yn", "yes", "是"), ("yn", "no", "否"), ("yn", "na", "不适用"))
SETTINGS = (("form_id", "form_title", "version", "trades"), ("bath", "浴室走访清单", "2026-1", "8051"))

Rows = Sequence[Sequence[str]]


def workbook(survey: Rows = SURVEY, choices: Rows = CHOICES, settings: Rows = SETTINGS) -> BytesIO:
    """An xlsx with the three sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    kept = BytesIO()
    book.save(kept)
    kept.seek(0)
    return kept
