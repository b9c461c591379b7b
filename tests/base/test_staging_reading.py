from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.base import hostile_books
from yingzhou.base import sandbox
from yingzhou.base.staging import opening
from yingzhou.base.staging.reading import encoding_of, separator_of, table_of
from yingzhou.base.staging.refusals import FileRefused

MIB = 1024


def read(path: Path) -> list[list[str]]:
    with table_of(path) as table:
        return [table.headers, *(row for _first, rows in table.rows for row in rows)]


@pytest.mark.parametrize("make", hostile_books.HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_workbook_is_refused_in_words_and_nobody_dies(make: Callable[[Path], Path], tmp_path: Path):
    path = make(tmp_path / "x.xlsx")

    began = time.monotonic()
    with pytest.raises(FileRefused) as refused:
        read(path)

    assert time.monotonic() - began < 30  # the bar is 5 s (S11) on a machine that does nothing else: slow is not stuck
    assert refused.value.reason_text
    assert refused.value.mend_text
    again = sandbox.run("tests.base.hostile_books:opened", str(path), str(tmp_path / "out.csv"), memory=512)
    assert "refused" in again["answer"]
    assert again["peak"] < 300 * MIB


def test_a_mutated_workbook_is_read_or_refused(tmp_path: Path):
    original = hostile_books.plain(tmp_path / "plain.xlsx").read_bytes()
    answers = [
        opening.open_book(str(hostile_books.mutated(tmp_path / "m.xlsx", original, seed)), str(tmp_path / "out.csv"))
        for seed in range(200)
    ]

    assert all("refused" in answer or answer["rows"] >= 1 for answer in answers)


def test_an_honest_workbook_is_read(tmp_path: Path):
    rows = read(hostile_books.plain(tmp_path / "plain.xlsx", 4))

    assert rows == [["名称", "类型"], *([f"第{number}号店", "个体工商户"] for number in (1, 2, 3))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_csv_is_read_whatever_program_wrote_it(tmp_path: Path, encoding: str, separator: str):
    path = tmp_path / "x.csv"
    path.write_bytes(f"名称{separator}类型\r\n瀛洲米行{separator}个体工商户\r\n".encode(encoding))

    assert read(path) == [["名称", "类型"], ["瀛洲米行", "个体工商户"]]


def test_rows_are_as_wide_as_the_header(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1\n1,2,3\n", encoding="utf-8")

    assert read(path)[1:] == [["1", ""], ["1", "2"]]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", "empty", id="nothing in it"),
        pytest.param(b",,\n1,2,3\n", "no_header", id="no header"),
        pytest.param(b"\xff\xff\xff\xff\xfe\x81", "encoding", id="no text"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"0" * 600, "old_excel", id="the old format"),
        pytest.param(("x" * 200_000 + "\n").encode(), "long_cell", id="one endless cell"),
        pytest.param((",".join(map(str, range(500))) + "\n").encode(), "too_wide", id="five hundred columns"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, why: str):
    path = tmp_path / "x.csv"
    path.write_bytes(content)

    with pytest.raises(FileRefused) as refused:
        read(path)

    assert refused.value.why == why


def test_the_separator_is_the_one_of_the_header():
    assert separator_of("a;b,c;d;e") == ";"


def test_utf_8_is_preferred_where_both_would_do(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n")

    assert encoding_of(path) == "utf-8"
