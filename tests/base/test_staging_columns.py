from __future__ import annotations

from datetime import date

import pytest

from yingzhou.base.staging.columns import amount, clean, code_text, day, header_key, one_of, suggest, text, whole
from yingzhou.base.staging.filling import copy_text, mask
from yingzhou.work.registry.rules import importing

TODAY = date(2026, 11, 23)


def codes(notes: list) -> list[str]:
    return [note.code for _at, note in notes]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("2026-03-05", "2026-03-05", id="as it should be"),
        pytest.param("2026/3/5", "2026-03-05", id="with strokes"),
        pytest.param("2026.3.5", "2026-03-05", id="with dots"),
        pytest.param("2026年3月5日", "2026-03-05", id="in Chinese"),
        pytest.param("20260305", "2026-03-05", id="without anything"),
        pytest.param("2026-03-05 00:00:00", "2026-03-05", id="as a workbook spells a moment"),
        pytest.param("46086.0", "2026-03-05", id="as a workbook's serial number"),
        pytest.param("2026-02-30", None, id="a day that is none"),
        pytest.param("去年", None, id="no day at all"),
    ],
)
def test_a_day_is_read_in_every_usual_spelling(written: str, read: str | None):
    values, _notes = day(earliest=date(1949, 10, 1), latest=TODAY)([written])

    assert values == [read]


def test_a_year_with_its_digits_turned_round_is_suggested_back():
    _values, notes = day(earliest=date(1949, 10, 1), latest=TODAY)(["2062-03-15"])

    assert notes[0][1].facts["maybe"] == "2026-03-15"


@pytest.mark.parametrize(
    ("written", "read"),
    [("12", "12"), ("12.0", "12"), ("1,200", "1200"), ("１２", "12"), ("1.5", None), ("-1", None), ("很多", None), ("nan", None)],
)
def test_a_whole_number(written: str, read: str | None):
    values, _notes = whole(least=0, most=9_999)([written])

    assert values == [read]


def test_an_amount_in_ten_thousands_becomes_yuan():
    values, notes = amount(times=10_000, least=0, most=1e8)(["36.5", "", "0.01", "1,000"])

    assert values == ["365000.00", None, "100.00", "10000000.00"]
    assert notes == []


@pytest.mark.parametrize("written", ["inf", "nan", "1e999", "-3", "三十"])
def test_what_is_no_amount_is_refused(written: str):
    values, notes = amount(times=10_000, least=0, most=1e8)([written])

    assert (values, len(notes)) == ([None], 1)


def test_a_code_kept_as_a_number_gets_its_digits_back_or_says_they_are_lost():
    values, notes = code_text(40)(["13800000000.0", "9.131011512345678e+16", "JY1"])

    assert values == ["13800000000", None, "JY1"]
    assert codes(notes) == ["digits_lost"]


def test_a_text_that_is_too_long_is_not_cut():
    values, notes = text(4)(["瀛洲", "瀛洲小个专平台"])

    assert values == ["瀛洲", None]
    assert notes[0][1].facts == {"longest": 4, "length": 7}


def test_a_word_of_the_table_whatever_the_blanks():
    values, notes = one_of({"个体工商户": "individual"})(["个体 工商户", "个转企", ""])

    assert values == ["individual", None, None]
    assert codes(notes) == ["unknown_word"]


def test_invisible_characters_are_taken_out_and_blanks_become_one():
    assert clean(["\u3000瀛\u200b洲\t米行\n", " a  b ", "x\x00y"]) == ["瀛洲 米行", "a  b", "xy"]


def test_headers_are_known_by_label_alias_and_in_english():
    found = suggest(["营业收入 万元 *", "手机号", "Unknown", "单位名称"], importing.columns(TODAY))

    assert found == {"revenue": 0, "contact_phone": 1, "name": 3}
    assert header_key("营业收入（万元）*") == header_key("营业收入 万元")


def test_copy_text_keeps_backslashes_and_nothing():
    assert copy_text([["a\\b", None], ["1", "2"]]) == b"a\\\\b\t1\n\\N\t2\n"


def test_a_personal_value_is_masked_where_a_problem_quotes_it():
    assert (mask("13812345678"), mask("王小满")) == ("138******78", "王**")


def test_a_real_code_that_fails_its_check_is_kept_with_a_note():
    values, notes = importing.read_uscc(["91350211M00013FA1N", "91110000600037341L", "9111 0000600037341l", "123"])

    assert values == ["91350211M00013FA1N", "91110000600037341L", "91110000600037341L", None]
    assert [(at, note.code) for at, note in notes] == [(0, "uscc_doubtful"), (3, "uscc_length")]


@pytest.mark.parametrize(
    ("same_address", "same_phone", "other", "doubtful"),
    [
        pytest.param(True, True, "完全两样", True, id="same door and phone"),
        pytest.param(True, False, "老榆树修车行", True, id="same door, nearly the same name"),
        pytest.param(True, False, "渔歌水产行", False, id="same door, another name: neighbors"),
        pytest.param(False, True, "老榆树修车行", True, id="same phone, nearly the same name"),
        pytest.param(False, False, "老榆树修车铺", False, id="only the name: there are many of that name"),
    ],
)
def test_what_makes_two_look_like_one(same_address: bool, same_phone: bool, other: str, doubtful: bool):
    like = importing.likeness(name_key="老榆树修车铺", other_key=other, same_address=same_address, same_phone=same_phone)

    assert like.is_doubtful == doubtful
