"""The holiday notices, and deadlines told by them."""

from __future__ import annotations

import csv
from calendar import isleap
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
import yaml

from yingzhou.engines.deadlines import WorkCalendar, due
from yingzhou.rulebook import FigureFault, calendars, figure

CASES = yaml.safe_load((Path(__file__).parent / "cases/deadlines.yaml").read_text("utf-8"))
SHARED = Path(__file__).resolve().parents[3] / "shared"


def calendar() -> WorkCalendar:
    days = calendars.days()
    return WorkCalendar(days.years, days.rest, days.statutory, days.made_up)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['figure']} {case['from']}: {case['because']}")
def test_a_deadline_falls_where_a_legal_officer_says(case):
    term = figure(case["figure"], on=case["from"])

    answer = due(case["from"], term.value, term.unit, calendar())

    assert (answer.due_strict, answer.provisional) == (case["due"], case.get("provisional", False))


def test_2026_has_248_working_days():
    year = calendar()

    assert sum(year.is_working(date(2026, 1, 1) + timedelta(days=place)) for place in range(365)) == 248


@pytest.mark.parametrize("year", range(2015, 2027))
def test_every_day_agrees_with_an_independent_list(year):
    ours = calendar()
    theirs = holidays.country_holidays("CN", years=year)
    days = [date(year, 1, 1) + timedelta(days=place) for place in range(365 + isleap(year))]

    assert [day for day in days if ours.is_working(day) != theirs.is_working_day(day)] == []


@pytest.mark.shared
def test_2026_agrees_day_by_day_with_the_list_of_the_rules_folder():
    path = SHARED / "rules/workcal_2026.csv"
    if not path.exists():
        pytest.skip("the folder of shared real data is not beside the checkout")
    ours = calendar()
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))

    assert [row["date"] for row in rows if ours.is_working(date.fromisoformat(row["date"])) != (row["is_workday"] == "1")] == []


def test_thirteen_days_are_statutory_since_2025_and_eleven_were_before():
    """In 2020 Mid-Autumn fell on National Day: ten different days."""
    by_year = {year.year: len(year.statutory) for year in calendars.shipped()}

    assert by_year == {**dict.fromkeys(range(2015, 2025), 11), 2020: 10, 2025: 13, 2026: 13}


@pytest.mark.parametrize(
    ("day", "works", "is_statutory"),
    [
        pytest.param(date(2015, 9, 3), False, False, id="the parade of 2015: a day off by a notice of its own, no festival"),
        pytest.param(date(2015, 9, 6), True, False, id="the Sunday worked for it"),
        pytest.param(date(2018, 12, 29), True, False, id="a Saturday of 2018 worked by the notice of 2019"),
        pytest.param(date(2018, 12, 31), False, False, id="a Monday of 2018 off by the notice of 2019"),
        pytest.param(date(2019, 5, 3), False, False, id="Labor Day of 2019, lengthened in March"),
        pytest.param(date(2020, 1, 31), False, False, id="Spring Festival of 2020, lengthened in January"),
        pytest.param(date(2020, 2, 1), False, False, id="a Saturday that was to be worked, and was not"),
        pytest.param(date(2020, 2, 3), True, False, id="back to work"),
        pytest.param(date(2020, 10, 1), False, True, id="National Day and Mid-Autumn at once"),
        pytest.param(date(2022, 12, 31), False, False, id="a Saturday of 2022, in the notice of 2023"),
        pytest.param(date(2024, 2, 9), True, False, id="the eve of 2024: leave was advised, no day off given"),
        pytest.param(date(2025, 1, 28), False, True, id="the eve is a festival since 2025"),
    ],
)
def test_the_odd_days_are_as_they_were(day, works, is_statutory):
    ours = calendar()

    assert (ours.is_working(day), ours.is_statutory(day)) == (works, is_statutory)


def test_every_notice_has_its_document_number_and_an_amended_one_both():
    sources = {year: calendars.number_of(source) for year, source in calendars.days().sources.items()}

    assert all("〔" in number for number in sources.values())
    assert sources[2020] == "国办发明电〔2019〕16号、国办发明电〔2020〕1号"


def test_a_year_before_the_loaded_ones_is_provisional_too_and_says_it_is_not_loaded():
    answer = due(date(2013, 3, 1), 7, "working_day", calendar())

    assert answer.provisional
    assert answer.days[1].why == "周末（2013 年暂定）"
    assert calendars.edition(calendars.days(), answer.leans_on) == "2013 年放假安排未装入"


GOOD = {
    "year": 2031,
    "source": "某通知",
    "published": date(2030, 11, 1),
    "confidence": "A",
    "rest": {"元旦": [date(2031, 1, 1), date(2031, 1, 2)]},
    "statutory": [date(2031, 1, 1)],
    "made_up": [date(2031, 1, 4)],
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"statutory": [date(2031, 1, 3)]}, "不在放假日里", id="a statutory day that is not off"),
        pytest.param({"made_up": [date(2031, 1, 1)]}, "既放假又补班", id="off and worked at once"),
        pytest.param({"made_up": [date(2031, 1, 6)]}, "不是周末", id="a make-up day in the week"),
        pytest.param({"rest": {"元旦": [date(2031, 1, 1), date(2030, 11, 30)]}}, "不在 2031 年", id="another year's day"),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused(changes, words):
    with pytest.raises(FigureFault, match=words):
        calendars.read_year({**GOOD, **changes}, where="2031.yaml")


def test_a_year_handed_in_joins_the_shipped_ones():
    days = calendars.days([calendars.read_year(GOOD, where="2031.yaml")])

    assert days.years == {*range(2015, 2027), 2031}
    assert date(2031, 1, 4) in days.made_up


def test_a_shipped_year_is_not_replaced_by_one_handed_in():
    days = calendars.days([calendars.read_year({**GOOD, "year": 2026, "rest": {}, "statutory": [], "made_up": []}, where="x")])

    assert date(2026, 10, 1) in days.rest
