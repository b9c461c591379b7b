"""What came from the platform goes back as it came, but for what we have changed."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.cases import Town, make_town
from tests.factories.platform import HEADERS, book, decided, row, send, write
from yingzhou.base.documents.lists import OnlyXlsx, export
from yingzhou.base.refusals import NotAllowed
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.choices import ComplaintState
from yingzhou.work.disputes.models import Complaint

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def exported(by: Viewer, **asked: list[str]) -> bytes:
    out = io.BytesIO()
    export("complaints", out, viewer=by, by=by, asked=asked)
    return out.getvalue()


def cells(content: bytes) -> list[list[tuple]]:
    """Every cell as a person and a program see it: value, type, number format; empty cells have none."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [
        [(one.value, one.data_type, one.number_format) if one.value is not None else None for one in line]
        for line in sheet.iter_rows()
    ]


def odd_book() -> bytes:
    """Cells as people leave them: spaces, leading zeros, long fractions, days in four ways, a percent, a formula's look."""
    made = openpyxl.load_workbook(io.BytesIO(book([row(1), decided(2), row(3, 备注="x")], [*HEADERS, "备注", "占比"])))
    sheet = made.worksheets[0]
    sheet["B2"] = datetime(2026, 11, 16, 10, 23, 45)  # noqa: DTZ001  a workbook knows no zone
    sheet["B2"].number_format = "yyyy/m/d h:mm"
    sheet["B4"] = "2026年11月16日 8:05"
    sheet["A2"].number_format = "@"
    sheet["D3"] = 13900000002
    sheet["D3"].number_format = "0"
    sheet["K2"] = "  床的尺寸不对，\n店里不肯退。 "
    sheet["L2"] = 0.30000000000000004
    sheet["L3"] = "￥1,200.00元"
    sheet["X2"] = "=1+1"
    sheet["X2"].data_type = "s"
    sheet["X3"] = "007"
    sheet["Y2"] = 0.125
    sheet["Y2"].number_format = "0.0%"
    sheet["Y3"] = True
    sheet["Y4"] = 12345678901.25
    sheet["Y4"].number_format = '#,##0.00"元"'
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_untouched_cells_come_back_exactly(town: Town):
    content = odd_book()
    batch = write(send(content, town.song), town.song)

    assert batch.count("written_new") == 3
    assert cells(exported(town.song)) == cells(content)


def test_only_what_we_hold_otherwise_is_written_anew_in_the_form_of_its_cell(town: Town):
    content = odd_book()
    write(send(content, town.song), town.song)
    one = Complaint.objects.order_by("pk").first()
    Complaint.objects.filter(pk=one.pk).update(
        state=ComplaintState.ACCEPTED, decided_on=date(2026, 11, 18), received_on=date(2026, 11, 17)
    )

    before, after = cells(content), cells(exported(town.song))

    changed = {(before[0][at][0], new) for at, (old, new) in enumerate(zip(before[1], after[1], strict=True)) if old != new}
    assert changed == {
        ("登记时间", (datetime(2026, 11, 17), "d", "yyyy/m/d h:mm")),  # noqa: DTZ001  a workbook knows no zone
        ("办理状态", ("已受理", "s", "General")),
        ("受理决定日期", ("2026-11-18", "s", "General")),
    }
    assert (after[0], after[2:]) == (before[0], before[2:])


def test_exporting_and_importing_again_changes_nothing(town: Town):
    write(send(odd_book(), town.song), town.song)

    again = send(exported(town.song), town.song)

    assert (again.count("new"), again.count("changed"), again.count("unchanged")) == (0, 0, 3)


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=12)
numbers = st.one_of(st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False, width=64))
formats = st.sampled_from(["General", "0.00", "@", "yyyy-mm-dd", "#,##0"])
left_alone = st.one_of(st.none(), words, numbers, st.booleans())
LAST_DAY = 2_958_465  # 9999-12-31 as a spreadsheet counts; what is shown as a day lies within


def can_be_shown(told: tuple[object, object, str]) -> bool:
    return told[2] != "yyyy-mm-dd" or all(isinstance(one, str | None) or 1 <= one <= LAST_DAY for one in told[:2])  # type: ignore[operator]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(left_alone, left_alone, formats).filter(can_be_shown), min_size=1, max_size=4))
def test_whatever_stands_in_columns_we_do_not_know_comes_back(town: Town, extras):
    Complaint.objects.filter(platform_row__isnull=False).update(platform_number=None)
    made = openpyxl.load_workbook(io.BytesIO(book([row(at) for at in range(len(extras))], [*HEADERS, "甲", "乙"])))
    sheet = made.worksheets[0]
    for at, (first, second, form) in enumerate(extras, start=2):
        for column, value in ((len(HEADERS) + 1, first), (len(HEADERS) + 2, second)):
            cell = sheet.cell(at, column)
            cell.value, cell.number_format = value, form
            if isinstance(value, str):
                cell.data_type = "s"
    out = io.BytesIO()
    made.save(out)
    write(send(out.getvalue(), town.song), town.song)

    numbers = [f"1310151002026{at:012d}" for at in range(len(extras))]

    assert cells(exported(town.song, number=numbers)) == cells(out.getvalue())


def test_taking_the_ledger_away_is_on_the_trail_and_for_the_department(town: Town):
    write(send([row(1)], town.song), town.song)

    exported(town.song)

    line = Event.objects.get(verb="list.export")
    assert (line.actor, line.facts["list"], line.facts["rows"]) == (town.song.actor, "complaints", 1)
    with pytest.raises(NotAllowed):
        exported(town.lin)


def test_a_csv_of_cells_as_they_came_is_refused(town: Town):
    with pytest.raises(OnlyXlsx, match="xlsx"):
        export("complaints", io.BytesIO(), viewer=town.song, by=town.song, asked={}, form="csv")
