from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingzhou.base.actors import SYSTEM
from yingzhou.base.documents import manifests
from yingzhou.base.documents.sheets import (
    Column,
    TooManyRows,
    guarded,
    sample_row,
    stream_csv,
    stream_xlsx,
    template_xlsx,
    unguarded,
    xlsx_list,
)
from yingzhou.base.secrets import keys

COLUMNS = (
    Column("name", "名称"),
    Column("uscc", "统一社会信用代码"),
    Column("on", "成立日期", "date"),
    Column("staff", "从业人数", "number"),
    Column("sales", "营业收入", "money"),
)
#: What a spreadsheet may take for the beginning of a formula, or skip before one.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠", "|", "%")
HIDDEN = (" ", "\u3000", "\u200b", "\ufeff", "\u2060", "\u00a0", "\u202e")
DANGEROUS = [start + "1+1" for start in STARTS] + [hidden + start + "1+1" for hidden in HIDDEN for start in ("=", "+", "-", "@")]


@pytest.fixture(autouse=True)
def _spool(settings, tmp_path):
    settings.SPOOL_DIR = tmp_path


def xlsx(columns, rows):
    return openpyxl.load_workbook(io.BytesIO(b"".join(stream_xlsx(columns, rows)))).active


def csv_rows(columns, rows):
    text = b"".join(stream_csv(columns, rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_is_ever_a_formula_and_each_can_be_had_back(text):
    columns = (Column("name", "名称"),)

    cell = xlsx(columns, [[text]])["A2"]
    ((_, (in_csv,))) = csv_rows(columns, [[text]])

    assert cell.data_type in ("s", "inlineStr")
    assert in_csv == "'" + text
    assert unguarded(in_csv) == text


@given(st.text())
def test_guarding_can_always_be_undone(text):
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["崇明大米", "A=B", "1-2", "张三", ""])
def test_harmless_text_is_left_alone(text):
    assert guarded(text) == text


def test_cells_are_typed_and_a_long_code_stays_text():
    row = ["芦苇饭店", "912300000000000018", date(2020, 2, 29), 12, Decimal("1234.50")]

    sheet = xlsx(COLUMNS, [row])

    assert [cell.value for cell in sheet[1]] == ["名称", "统一社会信用代码", "成立日期", "从业人数", "营业收入"]
    assert [cell.value for cell in sheet[2]] == [
        "芦苇饭店",
        "912300000000000018",
        datetime.fromisoformat("2020-02-29"),
        12,
        1234.5,
    ]
    assert [cell.number_format for cell in sheet[2]] == ["@", "@", "yyyy-mm-dd", "General", "#,##0.00"]


def test_a_csv_says_the_same_and_begins_with_a_byte_order_mark():
    row = {"name": "芦苇饭店", "uscc": None, "on": date(2020, 2, 29), "staff": -3, "sales": Decimal("1234.5")}

    content = b"".join(stream_csv(COLUMNS, [row]))

    assert content.startswith(b"\xef\xbb\xbf")
    assert csv_rows(COLUMNS, [row])[1] == ["芦苇饭店", "", "2020-02-29", "-3", "1234.50"]


def test_a_moment_is_shown_as_the_day_in_shanghai():
    columns = (Column("at", "时间", "date"),)

    assert xlsx(columns, [[datetime(2026, 11, 22, 17, 0, tzinfo=UTC)]])["A2"].value == datetime.fromisoformat("2026-11-23 01:00")
    assert csv_rows(columns, [[datetime(2026, 11, 22, 17, 0, tzinfo=UTC)]])[1] == ["2026-11-23 01:00"]


def test_a_number_too_long_for_a_spreadsheet_is_written_as_text():
    assert xlsx((Column("n", "号", "number"),), [[12345678901234567890]])["A2"].value == "12345678901234567890"


def test_a_text_longer_than_a_cell_ends_in_dots():
    value = xlsx((Column("name", "名称"),), [["长" * 40_000]])["A2"].value

    assert (len(value), value[-2:]) == (32_767, "长…")


def test_a_list_longer_than_a_sheet_is_refused(monkeypatch):
    monkeypatch.setattr(xlsx_list, "MOST_ROWS", 2)

    with pytest.raises(TooManyRows, match="缩小筛选范围"):
        b"".join(stream_xlsx((Column("name", "名称"),), [["a"], ["b"], ["c"]]))


def test_rows_are_read_while_the_csv_is_sent():
    read = []

    def rows():
        for number in range(2000):
            read.append(number)
            yield [str(number)]

    first = next(stream_csv((Column("name", "名称"),), rows()))

    assert first.startswith(b"\xef\xbb\xbf")
    assert len(read) == 500


TEMPLATE = (
    Column("name", "名称", is_required=True, sample="芦苇饭店", note="照营业执照写"),
    Column("kind", "类型", choices=("企业", "个体工商户"), sample="个体工商户"),
    Column("on", "成立日期", "date", sample="2020-02-29"),
)


def test_a_template_has_headings_a_sample_row_drop_downs_and_explanations():
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(TEMPLATE, title="经营主体", notes=["每行一户"])))

    sheet, about, choices = book.worksheets
    (validation,) = sheet.data_validations.dataValidation
    assert [cell.value for cell in sheet[1]] == ["名称*", "类型", "成立日期"]
    assert [cell.value for cell in sheet[2]] == sample_row(TEMPLATE) == ["芦苇饭店", "个体工商户", "2020-02-29"]
    assert (str(validation.sqref), validation.formula1) == ("B2:B20001", "'选项'!$B$1:$B$2")
    assert [cell.value for cell in choices["B"]] == ["企业", "个体工商户"]
    assert choices.sheet_state == "hidden"
    assert [cell.value for cell in about[4]][:3] == ["名称", "是", "照营业执照写"]


@pytest.fixture
def _keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    keys.ensure(settings.KEYS_DIR)


@pytest.mark.usefixtures("_keys")
def test_a_manifest_names_the_file_and_cannot_be_changed():
    content = b"".join(stream_csv(COLUMNS, []))
    sha256 = hashlib.sha256(content).hexdigest()

    manifest = manifests.signed(
        "businesses", by=SYSTEM, filters={"station": "北站"}, columns=("name", "uscc"), rows=0, sha256=sha256
    )

    assert manifests.is_genuine(manifests.read(manifest.as_json()), sha256=sha256)
    assert not manifests.is_genuine(replace(manifest, rows=1), sha256=sha256)
    assert not manifests.is_genuine(replace(manifest, by="officer:another"), sha256=sha256)
    assert not manifests.is_genuine(manifest, sha256=hashlib.sha256(b"another").hexdigest())
