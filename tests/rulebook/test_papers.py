"""Kinds of papers and the articles they quote."""

from __future__ import annotations

from datetime import date

import pytest

from yingzhou.rulebook import FigureFault, NoValueOn, UnknownFigure, article, instrument
from yingzhou.rulebook.articles import NOT_SHIPPED, in_characters, read
from yingzhou.rulebook.paper_kinds import kind, kinds
from yingzhou.rulebook.paper_kinds.reading import all_fields, names_in

LAST_OF_ORDER_20, FIRST_OF_ORDER_121 = date(2026, 4, 14), date(2026, 4, 15)


def test_every_article_of_order_121_is_shipped():
    assert sorted(map(int, instrument("order121").articles)) == list(range(1, 47))


def test_an_article_is_read_by_its_day():
    text = article("order121", "15", on=FIRST_OF_ORDER_121)

    assert text.startswith("具有本办法规定的处理权限的市场监督管理部门，应当自收到投诉之日起七个工作日内")


def test_an_article_of_a_day_before_its_instrument_is_refused_with_the_days_it_holds():
    with pytest.raises(NoValueOn, match="2026-04-15～"):
        article("order121", "15", on=LAST_OF_ORDER_20)


def test_an_article_whose_words_we_do_not_have_says_so():
    assert article("order20", "14", on=LAST_OF_ORDER_20) == NOT_SHIPPED


def test_an_unknown_instrument_names_the_known_ones():
    with pytest.raises(UnknownFigure, match="order121"):
        instrument("order122")


@pytest.mark.parametrize(
    ("key", "number", "items"),
    [
        pytest.param("order121", "10", 3, id="an item that holds a bracket of its own"),
        pytest.param("order121", "16", 7, id="grounds for not accepting"),
        pytest.param("order121", "23", 8, id="grounds for terminating"),
        pytest.param("consumer_law", "39", 5, id="five routes"),
        pytest.param("order121", "15", 0, id="an article without items"),
    ],
)
def test_the_items_of_an_article_are_counted_as_it_counts_them(key, number, items):
    assert len(instrument(key).items(number)) == items


@pytest.mark.parametrize(("number", "written"), [(8, "八"), (10, "十"), (16, "十六"), (40, "四十"), (46, "四十六")])
def test_numbers_are_written_as_articles_write_them(number, written):
    assert in_characters(number) == written


def test_the_ten_forms_of_the_administration_are_there_once_each():
    assert sorted(each.form for each in kinds().values() if each.form) == list(range(1, 11))


def test_no_two_kinds_share_a_series():
    series = [each.series for each in kinds().values() if each.is_numbered]

    assert len(series) == len(set(series))


@pytest.mark.parametrize("one", kinds().values(), ids=lambda one: one.name)
def test_a_kind_shows_every_field_it_asks_for_and_no_other(one):
    shown = set(names_in(one.body))

    assert [name for name in (*one.required, *one.optional) if name not in shown] == []


@pytest.mark.parametrize("each", all_fields().values(), ids=lambda each: each.name)
def test_a_field_says_what_it_means_in_both_languages(each):
    assert each.about
    assert each.label_en.replace("'", "").isascii()


def test_the_three_papers_of_an_agreement_are_sealed_by_three_different_hands():
    seals = {name: kind(name).seal for name in ("dispute.settlement", "mediation.agreement", "complaint.mediation_letter")}

    assert seals == {
        "dispute.settlement": "parties",
        "mediation.agreement": "committee",
        "complaint.mediation_letter": "bureau",
    }


def test_the_basis_changes_with_the_order():
    before, after = (kind("complaint.acceptance").basis(day) for day in (LAST_OF_ORDER_20, FIRST_OF_ORDER_121))

    assert before.cited == "《市场监督管理投诉举报处理暂行办法》第十四条"
    assert after.cited == "《市场监督管理投诉举报处理办法》第十五条"


def test_a_broken_instrument_is_refused_with_what_it_lacks(tmp_path):
    path = tmp_path / "order1.yaml"
    path.write_text("title: 某办法\narticles: {}\n")

    with pytest.raises(FigureFault, match="title_en"):
        read(path)
