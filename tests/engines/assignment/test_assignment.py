"""Who looks after whom: as cheap as another solver finds it, within every cap, the same each time, each change explained."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.assignment.oracle import cheapest_cost, cost_of, meters_between
from yingzhou.engines.assignment import Person, Reason, Shop, Weights, Why, propose

WEST, EAST = (121.40, 31.60), (121.50, 31.60)
NEAR_WEST, NEAR_EAST = (121.41, 31.60), (121.49, 31.60)
BOTH = ("a", "b")


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[Shop], list[Person], Weights]:
    place = st.tuples(
        st.integers(0, 40).map(lambda x: 121.4 + x / 100), st.integers(0, 20).map(lambda x: round(31.5 + x / 100, 2))
    )
    names = ["a", "b", "c", "d"][: draw(st.integers(1, 4))]
    people = [Person(name, draw(st.integers(0, 5)), draw(place)) for name in names]
    whom = st.sets(st.sampled_from([*names, "gone"]))
    shops = [
        Shop(f"s{at}", tuple(sorted(draw(whom))), draw(st.sampled_from(["", "gone", *names])), draw(place))
        for at in range(draw(st.integers(0, 12)))
    ]
    return shops, people, Weights(draw(st.integers(0, 6000)), draw(st.integers(0, 6000)))


@settings(max_examples=120, deadline=None)
@given(questions())
def test_no_other_answer_costs_less_and_none_of_them_breaks_a_cap(asked: tuple[list[Shop], list[Person], Weights]):
    shops, people, weights = asked

    answer = propose(shops, people, weights)

    assert answer.cost == cost_of(answer, shops, people, weights) == cheapest_cost(shops, people, weights)
    assert [one.shop for one in answer.lines] == [one.id for one in shops]
    has = Counter(one.person for one in answer.lines)
    assert {one.id: has[one.id] for one in people} == {one.person: one.after for one in answer.loads}
    assert all(has[one.id] <= one.cap for one in people)
    assert all(line.person in ("", *shop.may) for line, shop in zip(answer.lines, shops, strict=True))
    assert all(bool(line.reasons) == (not line.is_kept or not line.person) for line in answer.lines)
    assert propose(shops, people, weights) == answer


def test_a_familiar_face_stays_until_the_way_is_worth_a_change():
    people = [Person("a", 9, WEST), Person("b", 9, EAST)]
    saved = meters_between(NEAR_EAST, WEST) - meters_between(NEAR_EAST, EAST)
    shops = [Shop("s", BOTH, "a", NEAR_EAST)]

    kept = propose(shops, people, Weights(change=saved + 1, balance=0))
    moved = propose(shops, people, Weights(change=saved - 1, balance=0))

    assert (kept.lines[0].person, kept.lines[0].reasons) == ("a", ())
    assert (moved.lines[0].person, moved.lines[0].reasons) == ("b", (Reason(Why.NEARER, meters=saved),))


@pytest.mark.parametrize(
    ("current", "cap", "why"),
    [
        pytest.param("", 9, Reason(Why.NOBODY), id="nobody looked after it"),
        pytest.param("gone", 9, Reason(Why.LEFT), id="who did has left"),
        pytest.param("", 0, Reason(Why.NO_ROOM), id="everybody is full"),
    ],
)
def test_a_change_says_why(current: str, cap: int, why: Reason):
    answer = propose([Shop("s", ("a",), current, WEST)], [Person("a", cap, WEST)])

    assert answer.lines[0].reasons[0] == why


def test_a_business_nobody_may_have_says_so():
    answer = propose([Shop("s", ("elsewhere",), "", WEST)], [Person("a", 9, WEST)])

    assert (answer.lines[0].person, answer.lines[0].reasons) == ("", (Reason(Why.NO_ONE),))


def test_what_is_over_the_cap_goes_to_whoever_has_room_and_says_how_full_it_was():
    shops = [Shop(f"s{at}", BOTH, "a", NEAR_WEST) for at in range(5)]

    answer = propose(shops, [Person("a", 3, WEST), Person("b", 9, EAST)], Weights(balance=0))

    moved = [one for one in answer.lines if not one.is_kept]
    assert [(one.person, one.reasons[0]) for one in moved] == [("b", Reason(Why.FULL, has=5, fits=3))] * 2


def test_loads_are_evened_out_when_evenness_outweighs_a_change():
    shops = [Shop(f"s{at}", BOTH, "a", WEST) for at in range(10)]
    people = [Person("a", 99, WEST), Person("b", 99, WEST)]

    answer = propose(shops, people, Weights(change=100, balance=2000))

    assert sorted(one.after for one in answer.loads) == [5, 5]
    assert {one.reasons[0].why for one in answer.lines if not one.is_kept} == {Why.LOADED}


def test_a_newcomer_is_placed_among_those_nobody_looks_after():
    west = [Shop(f"w{at}", BOTH, "a", WEST) for at in range(4)]
    east = [Shop(f"e{at}", BOTH, "", EAST) for at in range(4)]

    answer = propose([*west, *east], [Person("a", 9), Person("b", 9)])

    assert {one.shop[0]: one.person for one in answer.lines} == {"w": "a", "e": "b"}
    assert {one.meters for one in answer.lines} == {0}


def test_a_business_without_a_place_costs_no_distance_and_says_none():
    answer = propose([Shop("s", BOTH)], [Person("a", 9, WEST), Person("b", 9, EAST)])

    assert (answer.lines[0].meters, answer.mean_after) == (None, None)


def test_nothing_asked_is_nothing_answered():
    assert propose([], []).lines == ()
