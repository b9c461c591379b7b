"""Points, stars, and the road to the next one."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingzhou.engines.scoring import Item, Must, Road, Rubric, RubricFault, Star, Step, score

DOOR = {"id": "door", "steps": [{"at": 1, "points": 5}]}
DONE = {"id": "done", "steps": [{"at": 1, "points": 4}, {"at": 3, "points": 10, "effort": 3}]}
DAYS = {"id": "days", "less_is_better": True, "steps": [{"at": 30, "points": 2}, {"at": 15, "points": 5}]}
STARS = [{"stars": 1, "points": 4}, {"stars": 2, "points": 9, "musts": {"door": 5}}, {"stars": 3, "points": 18}]
TOLD: dict[str, Any] = {"items": [DOOR, DONE, DAYS], "stars": STARS}
RUBRIC = Rubric.read(TOLD)


@pytest.mark.parametrize(
    ("facts", "points", "stars", "because"),
    [
        ({}, 0, 0, "nothing is known"),
        ({"done": 0, "days": None}, 0, 0, "zero and unknown earn nothing"),
        ({"done": 1}, 4, 1, "the first step is reached at its value"),
        ({"done": 2}, 4, 1, "between two steps the lower one counts"),
        ({"done": 3}, 10, 1, "enough points for two stars, but the door must be there"),
        ({"done": 3, "door": 1}, 15, 2, "with the door"),
        ({"door": 1, "done": 3, "days": 30}, 17, 2, "one point short of three"),
        ({"door": 1, "done": 9, "days": 15}, 20, 3, "fewer days are better"),
        ({"door": 1, "done": 9, "days": 0, "else": 99}, 20, 3, "what is no item is ignored"),
    ],
)
def test_facts_earn_points_and_points_earn_stars(facts, points, stars, because):
    found = score(RUBRIC, facts)

    assert (found.total, found.stars) == (points, stars), because


def test_the_gap_names_what_must_be_there_first_and_then_the_cheapest_road():
    found = score(RUBRIC, {"done": 1})

    assert found.gap is not None
    assert (found.gap.stars, found.gap.points) == (2, 5)
    assert found.gap.roads == (Road("door", None, 1, 5, is_must=True),)


def test_the_cheaper_of_two_roads_is_taken():
    found = score(Rubric.read(TOLD | {"stars": [{"stars": 1, "points": 14}]}), {"door": 1, "done": 1})

    assert found.gap is not None
    assert found.gap.roads == (Road("days", None, 15, 5, is_must=False),)


def test_at_the_highest_star_there_is_no_gap():
    assert score(RUBRIC, {"door": 1, "done": 3, "days": 1}).gap is None


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"items": []}, "items"),
        ({"items": [{"id": "", "steps": []}]}, "items"),
        ({"items": [DOOR, DOOR]}, "door"),
        ({"items": [{"id": "a", "steps": []}]}, "a"),
        ({"items": [{"id": "a", "steps": [{"at": 1}]}]}, "a"),
        ({"items": [{"id": "a", "steps": [{"at": 2, "points": 2}, {"at": 1, "points": 3}]}]}, "a"),
        ({"items": [{"id": "a", "steps": [{"at": 1, "points": 3}, {"at": 2, "points": 3}]}]}, "a"),
        ({"stars": []}, "stars"),
        ({"stars": [{"stars": 2, "points": 1}]}, "stars"),
        ({"stars": [{"stars": 1, "points": 9}, {"stars": 2, "points": 8}]}, "stars 2"),
        ({"stars": [{"stars": 1, "points": 99}]}, "stars 1"),
        ({"stars": [{"stars": 1, "points": 1, "musts": {"who": 1}}]}, "stars 1"),
        ({"stars": [{"stars": 1, "points": 1, "musts": {"door": 6}}]}, "stars 1"),
    ],
)
def test_a_rubric_that_cannot_be_followed_is_refused_and_says_where(change, where):
    with pytest.raises(RubricFault) as refused:
        Rubric.read(TOLD | change)

    assert refused.value.where == where


@st.composite
def items(draw: st.DrawFn, name: str) -> Item:
    count = draw(st.integers(1, 3))
    ats = sorted(draw(st.lists(st.integers(0, 12), min_size=count, max_size=count, unique=True)))
    points = sorted(draw(st.lists(st.integers(1, 9), min_size=count, max_size=count, unique=True)))
    less = draw(st.booleans())
    efforts = [draw(st.integers(1, 4)) for _ in range(count)]
    ats = ats[::-1] if less else ats
    return Item(name, tuple(map(Step, ats, points, efforts)), less)


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    lines = tuple(draw(items(f"i{n}")) for n in range(draw(st.integers(1, 4))))
    most = sum(item.most for item in lines)
    sums = sorted(draw(st.lists(st.integers(0, most), min_size=1, max_size=5)))
    stars = []
    for n, points in enumerate(sums, 1):
        item = draw(st.sampled_from(lines))
        musts = (Must(item.id, draw(st.integers(1, item.most))),) if draw(st.booleans()) else ()
        stars.append(Star(n, points, musts))
    return Rubric(lines, tuple(stars))


values = st.dictionaries(st.sampled_from(["i0", "i1", "i2", "i3"]), st.one_of(st.none(), st.integers(0, 14)))


@given(rubrics(), values, values)
def test_more_of_what_is_wanted_never_lowers_a_star(rubric: Rubric, one: dict[str, int | None], other: dict[str, int | None]):
    better = {item.id: best(item, one.get(item.id), other.get(item.id)) for item in rubric.items}

    assert score(rubric, better).total >= score(rubric, one).total
    assert score(rubric, better).stars >= max(score(rubric, one).stars, score(rubric, other).stars)


def best(item: Item, one: int | None, other: int | None) -> int | None:
    known = [value for value in (one, other) if value is not None]
    return (min(known) if item.less_is_better else max(known)) if known else None


@given(rubrics(), values)
def test_whoever_walks_the_roads_has_the_next_star(rubric: Rubric, facts: dict[str, int | None]):
    found = score(rubric, facts)
    if found.gap is not None:
        walked = facts | {road.item: road.need for road in found.gap.roads}
        assert score(rubric, walked).stars >= found.gap.stars


@given(rubrics(), values)
def test_no_road_is_cheaper_than_the_one_named(rubric: Rubric, facts: dict[str, int | None]):
    found = score(rubric, facts)
    if found.gap is None:
        return
    named = {road.item: rubric.item(road.item).level(road.need) for road in found.gap.roads}
    have = {item.id: item.level(facts.get(item.id)) for item in rubric.items}
    cheapest = min(
        cost(rubric, have, dict(zip(have, levels, strict=True)))
        for levels in itertools.product(*(range(have[item.id], len(item.steps) + 1) for item in rubric.items))
        if leads(rubric, found.gap.stars, dict(zip(have, levels, strict=True)))
    )

    assert cost(rubric, have, have | named) == cheapest


def cost(rubric: Rubric, have: dict[str, int], levels: dict[str, int]) -> int:
    return sum(step.effort for item in rubric.items for step in item.steps[have[item.id] : levels[item.id]])


def leads(rubric: Rubric, stars: int, levels: dict[str, int]) -> bool:
    earned = {item.id: item.points_at(levels[item.id]) for item in rubric.items}
    star = rubric.stars[stars - 1]
    musts = rubric.musts_up_to(stars)
    return sum(earned.values()) >= star.points and all(earned[name] >= points for name, points in musts.items())
