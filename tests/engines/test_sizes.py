"""Large, medium, small, micro."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingzhou.engines.sizes import Thresholds, size_of


@dataclass(frozen=True)
class Told:
    label: str
    value: Any
    source: str = "某办法"
    confidence: str = "A"


CATERING = {"codes": ["62"]} | {
    "large": {"employees": 300, "revenue": 10000},
    "medium": {"employees": 100, "revenue": 2000},
    "small": {"employees": 10, "revenue": 100},
}
LOADING = {**CATERING, "codes": ["591"]}
STORAGE = {"codes": ["59"], "large": {"revenue": 3}, "medium": {"revenue": 2}, "small": {"revenue": 1}}
THRESHOLDS = Thresholds.read([Told("餐饮业", CATERING), Told("装卸", LOADING), Told("仓储业", STORAGE)])


def facts(**known):
    return {"industry": "6210", **known}


@pytest.mark.parametrize(
    ("known", "size"),
    [
        pytest.param(facts(employees=300, revenue_year=100_000_000), "large", id="at both lower limits of large"),
        pytest.param(facts(employees=299, revenue_year=100_000_000), "medium", id="one person short"),
        pytest.param(facts(employees=500, revenue_year=19_999_999), "small", id="one yuan short of medium"),
        pytest.param(facts(employees=9, revenue_year=500_000_000), "micro", id="one limit missed is enough for micro"),
        pytest.param(facts(employees=9), "micro", id="few people settle it without the revenue"),
        pytest.param(facts(employees=0, revenue_year=0), "micro", id="zero is known"),
        pytest.param(facts(employees=12), None, id="revenue unknown could be small or micro"),
        pytest.param(facts(), None, id="nothing known"),
    ],
)
def test_every_lower_limit_must_be_met(known, size):
    assert size_of(known, THRESHOLDS).size == size


def test_an_unknown_fact_is_asked_for_and_the_possible_answers_are_named():
    answer = size_of(facts(employees=12), THRESHOLDS)

    assert (answer.possible, answer.missing) == (("small", "micro"), ("revenue_year",))
    assert answer.message == "还不能确定，可能是小型、微型；需要补：营业收入"


def test_every_comparison_is_among_the_reasons():
    answer = size_of(facts(employees=12, revenue_year=2_000_000), THRESHOLDS)

    assert [reason.text for reason in answer.reasons][-2:] == [
        "小型：从业人员 12 人，下限 10 人，达到",
        "小型：营业收入 200 万元，下限 100 万元，达到",
    ]
    assert answer.instrument == "某办法"


def test_an_individual_business_is_sized_by_reference():
    answer = size_of(facts(employees=3, kind="individual_business"), THRESHOLDS)

    assert (answer.size, answer.by_reference) == ("micro", True)


def test_the_longest_code_decides_the_industry():
    assert THRESHOLDS.band_of("5910").label == "装卸"
    assert THRESHOLDS.band_of("5930").label == "仓储业"
    assert THRESHOLDS.band_of("H6210").label == "餐饮业"


def test_an_industry_without_thresholds_is_not_sized():
    answer = size_of({"industry": "8310", "employees": 5}, THRESHOLDS)

    assert (answer.size, answer.missing) == (None, ())
    assert "没有划型标准" in answer.message


@pytest.mark.parametrize("wrong", ["12", -1, True])
def test_a_number_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="employees"):
        size_of(facts(employees=wrong), THRESHOLDS)


@given(
    st.integers(0, 600) | st.none(),
    st.integers(0, 200_000_000) | st.none(),
    st.integers(0, 600),
    st.integers(0, 200_000_000),
)
def test_a_settled_answer_survives_whatever_the_unknown_facts_turn_out_to_be(employees, revenue, later_employees, later_revenue):
    before = size_of(facts(employees=employees, revenue_year=revenue), THRESHOLDS)
    told = facts(
        employees=later_employees if employees is None else employees,
        revenue_year=later_revenue if revenue is None else revenue,
    )
    after = size_of(told, THRESHOLDS)

    assert after.size in before.possible
    assert before.size in (None, after.size)
