"""Scoring food risk: by the table of its day, with what was not scored said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.cases import make_town
from tests.factories.registry import make_business
from yingzhou.base.clock import today
from yingzhou.base.refusals import NotAllowed
from yingzhou.base.trail.models import Event
from yingzhou.engines.risk import FoodTable, classed
from yingzhou.rulebook import shipped
from yingzhou.work.visits.actions import score_food_risk
from yingzhou.work.visits.models import FoodRiskProfile
from yingzhou.work.visits.queries.food_risk import food_risk_of
from yingzhou.work.visits.queries.priorities import priority_of
from yingzhou.work.visits.rules import food_risk as rules

NAMES = ("food_risk.profile_2016", "food_risk.profile_40_40_20")


def table(name=NAMES[0]):
    return FoodTable.read(shipped().series(name).values[0].value)


def full(points):
    """Every item of the table in use, filled from the first on until the points are spent."""
    scores = {}
    for item in table().items:
        scores[item.id] = min(item.most, points)
        points -= scores[item.id]
    return scores


@pytest.mark.parametrize(
    ("points", "klass"), [(0, "A"), (30, "A"), (31, "B"), (45, "B"), (46, "C"), (60, "C"), (61, "D"), (100, "D")]
)
def test_the_cut_points_of_the_table(points, klass):
    assert classed(table(), full(points)).klass == klass


@pytest.mark.parametrize("name", NAMES)
def test_both_tables_are_shipped_whole(name):
    assert sum(item.most for item in table(name).items) == 100
    assert list(table(name).yearly) == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("points", "reasons", "klass"),
    [(20, ["penalized"], "B"), (20, ["penalized_badly"], "C"), (50, ["clean_years", "haccp"], "A"), (99, ["penalized"], "D")],
)
def test_reasons_move_the_class_and_no_further_than_the_table_goes(points, reasons, klass):
    assert classed(table(), full(points), reasons).klass == klass


def test_an_item_not_scored_leaves_the_class_open_unless_it_makes_no_difference():
    some = full(20) | {"control": None}
    near = full(30) | {"control": None}

    assert (classed(table(), near).klass, classed(table(), near).missing) == ("", ("control",))
    assert (classed(table(), some).low, classed(table(), some).high) == (20, 35)


def test_a_move_can_settle_a_class_the_points_leave_open():
    found = classed(table(), full(52) | {"system": None}, ["penalized"])

    assert (found.by_points, found.klass) == ("", "D")


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def eatery(town):
    return make_business("望潮小馆", station=town.net.north, community=town.net.reed, industry_code="6210")


def scored(town, eatery, **facts):
    facts = {"scores": full(50), "moves": [], "assessed_on": today(), "by": town.chen, **facts}
    return score_food_risk(business=eatery, **facts)


@pytest.mark.django_db
def test_a_scoring_is_added_and_its_class_raises_the_priority(town, eatery):
    before = priority_of(eatery, today())
    made = scored(town, eatery, moves=["penalized"])

    found = priority_of(eatery, today())

    assert (made.by_points, made.klass, made.version) == ("C", "D", "2016-115 / 1")
    assert "没有食品风险评分：最多再加 10 分" in before.missing
    assert [(reason.text, reason.points) for reason in found.reasons if reason.factor == "food"] == [("食品风险 D 级", 10)]
    assert Event.objects.get(verb="food_risk.score").facts == {"klass": "D", "low": 50, "high": 50, "was": ""}


@pytest.mark.django_db
def test_a_class_settled_by_a_move_alone_is_kept(town, eatery):
    assert scored(town, eatery, scores=full(52) | {"system": None}, moves=["penalized"]).klass == "D"


@pytest.mark.django_db
def test_earlier_scorings_stay_as_they_were(town, eatery):
    scored(town, eatery, assessed_on=today() - timedelta(days=400))
    scored(town, eatery, scores=full(10))

    found = food_risk_of(town.chen, eatery.public_id, on=today())

    assert [scoring.profile.klass for scoring in found.scorings] == ["A", "C"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"scores": {"scale": 11}}, rules.NotOnTheTable),
        ({"scores": {"scale": None}}, rules.NothingScored),
        ({"moves": ["rumor"]}, rules.NotOnTheTable),
        ({"assessed_on": today() + timedelta(days=1)}, rules.ScoredAhead),
    ],
)
def test_what_is_not_on_the_table_is_refused_and_nothing_kept(town, eatery, facts, refusal):
    with pytest.raises(refusal):
        scored(town, eatery, **facts)

    assert FoodRiskProfile.objects.count() == 0


@pytest.mark.django_db
def test_a_tailor_is_not_scored_and_a_villager_does_not_score(town, eatery):
    with pytest.raises(rules.NoFoodTrade):
        scored(town, make_business(station=town.net.north, industry_code="8193"))
    with pytest.raises(NotAllowed):
        scored(town, eatery, by=town.village)

    assert FoodRiskProfile.objects.count() == 0
