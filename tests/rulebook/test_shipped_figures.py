"""The figures as shipped: a YAML case a legal officer can read, and what must hold for every one of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from yingzhou.rulebook import NoValueOn, UnknownFigure, figure, figures
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases.choices import Pause

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


def test_every_row_of_the_table_of_deadlines_is_in_the_rulebook():
    rules = {value.extra["rule"] for one in figures() for value in one.values if "rule" in value.extra}

    assert sorted(rules) == [f"D{number:03}" for number in range(1, 51)]


def test_the_names_others_use_are_there():
    names = {one.name for one in figures()}

    assert {
        "complaints.acceptance_days",
        "complaints.mediation_days",
        "complaints.termination_notice_days",
        "complaints.clue_check_days",
        "reports.check_days",
        "mediation.judicial_confirmation_days",
    } <= names


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("complaints.forwarding", "promptly"),
        ("complaints.identity_days", "officer_set"),
        ("reports.new_facts", "note"),
        ("entities.annual_report", "window"),
    ],
)
def test_what_is_no_number_of_days_says_what_it_is(name, kind):
    assert figure(name, on=date(2026, 5, 1)).kind == kind


def test_what_stops_a_clock_is_a_word_of_the_house_and_so_is_who_extends_it():
    values = [value for one in figures() for value in one.values]

    assert {word for value in values for word in value.extra.get("pauses", ())} <= set(Pause)
    assert {value.extra["approver"] for value in values if "approver" in value.extra} <= set(Role)


def test_a_figure_from_memory_says_so():
    assert figure("records.network_log_months", on=date(2026, 5, 1)).confidence == "C"
    assert figure("reports.check_days", on=date(2026, 5, 1)).confidence == "B"


def test_the_old_order_holds_to_its_last_day_and_tells_informants_within_five_days():
    last, first = date(2026, 4, 14), date(2026, 4, 15)

    assert (figure("reports.result_notice_days", on=last).value, figure("complaints.mediation_days", on=last).value) == (5, 45)
    with pytest.raises(NoValueOn):
        figure("reports.result_notice_days", on=first)
