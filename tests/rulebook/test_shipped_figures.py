"""The figures as shipped: a YAML case a legal officer can read, and what must hold for every one of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from yingzhou.rulebook import NoValueOn, UnknownFigure, figure, figures

CASES = [
    case
    for path in sorted(Path(__file__).parent.glob("cases/complaints.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['figure']} on {case['day']}: {case['because']}")
def test_the_value_of_a_day_is_the_one_the_law_gave_it(case):
    found = figure(case["figure"], on=case["day"])

    assert (found.value, found.unit) == (case["value"], case["unit"])


@pytest.mark.parametrize("one", figures(), ids=lambda one: one.name)
def test_every_figure_is_cited_dated_and_named_in_both_languages(one):
    assert one.label
    assert one.label_en.isascii()
    assert all(value.source and value.confidence in "ABC" for value in one.values)


def test_an_article_stands_apart_from_its_instrument():
    found = figure("complaints.mediation_days", on=date(2026, 5, 1))

    assert found.article == "第二十三条第一款第五项"
    assert found.instrument == "市场监督管理投诉举报处理办法（总局令第121号）"


def test_an_unknown_name_says_which_names_are_near():
    with pytest.raises(UnknownFigure, match=r"complaints\.acceptance_days"):
        figure("complaints.acceptence_days", on=date(2026, 5, 1))


def test_a_day_without_a_value_says_which_days_have_one():
    with pytest.raises(NoValueOn, match="2026-04-15"):
        figure("complaints.clue_check_days", on=date(2019, 1, 1))


def test_every_own_promise_says_that_it_is_not_the_law():
    assert {value.source for one in figures("promises.*") for value in one.values} == {"出厂默认，本局可改（非法定期限）"}


def test_the_size_thresholds_are_marked_as_typed_from_memory():
    assert {value.confidence for one in figures("sizes.*") for value in one.values} == {"C"}


def test_figures_are_found_by_name_and_by_words_of_either_label():
    assert [one.name for one in figures("complaints.med*")] == ["complaints.mediation_days"]
    assert "complaints.mediation_days" in [one.name for one in figures("调解")]
    assert "complaints.mediation_days" in [one.name for one in figures("settlement")]
