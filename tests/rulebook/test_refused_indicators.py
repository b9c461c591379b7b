"""What nobody is judged by: cited, dated, and kept out of every query and page."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from yingzhou.rulebook import FigureFault
from yingzhou.rulebook.refused_indicators import all_refused, read, refused

ROOT = Path(__file__).parents[2] / "yingzhou"
#: Grouping or ordering by a number of inspections, in Django or in SQL.
COUNTED = re.compile(
    r"""Count\(\s*["'](?:\w+__)*inspections?(?:__\w+)?["']|order_by\(["']-?inspection_count|count\(\*\)[^"']*inspections_inspection"""
)


def test_the_number_of_inspections_is_refused_with_its_source():
    rule = refused("inspection_count", on=date(2026, 11, 23))

    assert rule is not None
    assert "国办发〔2024〕54号" in rule.source
    assert refused("inspection_count", on=date(2024, 1, 1)) is None
    assert refused("days_to_remove_a_hazard", on=date(2026, 11, 23)) is None


def test_growth_and_annual_report_rates_are_refused_by_article_32():
    for name in ("individual_growth_rate", "individual_annual_report_rate"):
        assert "第三十二条" in all_refused()[name].source


@pytest.mark.parametrize("one", all_refused().values(), ids=lambda one: one.name)
def test_every_refusal_is_cited_dated_and_says_why(one):
    assert one.label_en.isascii()
    assert all((one.source, one.why, one.since))
    assert one.confidence in "ABC"


def test_an_entry_without_a_source_is_a_fault():
    with pytest.raises(FigureFault, match="缺 source"):
        read("x", {"label": "x", "label_en": "x", "from": date(2026, 1, 1), "confidence": "A", "why": "x"})


def test_no_query_counts_or_ranks_by_the_number_of_inspections():
    sources = [*ROOT.rglob("*.py"), *ROOT.rglob("*.html"), *ROOT.rglob("*.sql")]

    assert [str(path) for path in sources if COUNTED.search(path.read_text(encoding="utf-8"))] == []


def test_the_search_would_find_one():
    assert COUNTED.search('Officer.objects.annotate(n=Count("inspections"))')
    assert COUNTED.search("Station.objects.annotate(n=Count('business__inspections__pk'))")
