"""Check digits, against real numbers and against an independent implementation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as oracle

from yingzhou.engines.identifiers import patents, phones, uscc

BODIES = st.from_regex(r"9[123]310[0-9]{3}[0-9ABCDEFGHJKLMNPQRTUWXY]{9}", fullmatch=True)


@pytest.mark.parametrize(
    ("written", "valid", "kind"),
    [
        pytest.param("91130600738737199K", True, "enterprise", id="a real one"),
        pytest.param("91310000132207927C", True, "enterprise", id="another"),
        pytest.param(" 9131 0000-1322 07927c ", True, "enterprise", id="with spaces, a dash and a small letter"),
        pytest.param("９１１１００００６０００３７３４１Ｌ", True, "enterprise", id="full width"),
        pytest.param("91310230MA1HGJQX2L", False, "enterprise", id="made up"),
        pytest.param("91350211M00013FA1N", False, "enterprise", id="real, of a pilot area, and yet it fails"),
        pytest.param("310230600123456", False, "", id="an old registration number of 15 digits"),
        pytest.param("", False, "", id="nothing"),
    ],
)
def test_a_credit_code_is_judged(written, valid, kind):
    answer = uscc.check(written)

    assert (answer.valid, answer.kind) == (valid, kind)
    assert answer.message


def test_a_letter_that_cannot_be_says_what_it_probably_was():
    assert "可能是 0" in uscc.check("9131OO00132207927C").message


def test_a_wrong_check_digit_says_what_it_should_be():
    assert "“C”" in uscc.check("913100001322079270").message


def test_the_region_of_an_old_county_stays_in_the_code():
    body = "92310230MA1JT0001"

    assert uscc.check(body + uscc.check_digit(body)).region == "310230"


@given(BODIES)
def test_our_check_digit_is_theirs(body):
    assert uscc.check_digit(body) == oracle.calc_check_digit(body)


@given(BODIES, st.integers(0, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_any_one_character_misread_is_noticed(body, place, other):
    code = body + uscc.check_digit(body)
    misread = code[:place] + other + code[place + 1 :]

    assert uscc.check(misread).valid == (misread == code)


@given(st.text(max_size=40))
def test_anything_may_be_asked(text):
    assert uscc.check(text).input == patents.check(text).input == phones.check(text).input == text


@pytest.mark.parametrize(
    ("written", "valid", "normal", "kind"),
    [
        pytest.param("CN202010566088.9", True, "CN202010566088.9", "invention", id="invention"),
        pytest.param("ZL 2023 2 2865413.3", True, "CN202322865413.3", "utility_model", id="utility model as on a certificate"),
        pytest.param("201811564288.x", True, "CN201811564288.X", "invention", id="check digit ten, small letter"),
        pytest.param("CN202310123456.7", False, "CN202310123456.7", "invention", id="a placeholder"),
        pytest.param("CN204567890U", False, "CN204567890U", "publication", id="a publication number has no check digit"),
        pytest.param("ZL85100001.5", False, "CN85100001.5", "invention", id="eight digits, wrong check"),
        pytest.param("hello", False, "HELLO", "", id="not a number"),
    ],
)
def test_a_patent_number_is_judged(written, valid, normal, kind):
    answer = patents.check(written)

    assert (answer.valid, answer.normal, answer.kind) == (valid, normal, kind)


@pytest.mark.parametrize(
    ("written", "normal", "kind", "valid"),
    [
        ("138 0013 8000", "13800138000", "mobile", True),
        ("+86-13800138000", "13800138000", "mobile", True),
        ("（021）5961 2345", "02159612345", "fixed", True),
        ("59612345", "59612345", "fixed", False),
        ("021-59612345转801", "02159612345-801", "fixed", True),
        ("400-820-8820", "4008208820", "service", True),
        ("12315", "12315", "service", True),
        ("1380013800", "1380013800", "", False),
    ],
)
def test_a_telephone_number_takes_one_form(written, normal, kind, valid):
    answer = phones.check(written)

    assert (answer.normal, answer.kind, answer.valid) == (normal, kind, valid)


def test_a_local_number_takes_the_area_code_it_is_given():
    assert phones.normalize("59612345", area="021") == "02159612345"
