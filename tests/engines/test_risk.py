"""Facts on a scale, with reasons; what is unknown widens the range; a change does exactly what was said."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingzhou.engines import risk
from yingzhou.engines.risk import NOT_ASKED, UNKNOWN, Fact, Scale, ScaleFault, after, weigh
from yingzhou.rulebook import shipped

TOLD: dict[str, Any] = {
    "unknown_share": 50,
    "bands": [{"id": "first", "at": 50}, {"id": "routine", "at": 0}],
    "factors": [
        {"id": "silence", "steps": [{"at": 100, "points": 30}, {"at": 200, "points": 60}]},
        {"id": "permit", "falling": True, "steps": [{"at": 30, "points": 10}, {"at": -1, "points": 40}]},
    ],
}
SCALE = Scale.read(TOLD)
SHIPPED = Scale.read(next(iter(shipped().series("risk.priority").values)).value)


@pytest.mark.parametrize(
    ("facts", "points", "low", "high", "because"),
    [
        ({"silence": Fact(0), "permit": Fact(99)}, 0, 0, 0, "everything known and nothing worrying"),
        ({"silence": Fact(100), "permit": Fact(99)}, 30, 30, 30, "a step counts from its value on"),
        ({"silence": Fact(199), "permit": Fact(30)}, 40, 40, 40, "a falling factor counts down to its value"),
        ({"silence": Fact(500), "permit": Fact(-1)}, 100, 100, 100, "the most of everything is a hundred"),
        ({}, 50, 0, 100, "nothing known: anything is possible, and the order takes the middle"),
        ({"silence": Fact(0)}, 20, 0, 40, "an unknown permit is not a good permit"),
        ({"silence": Fact(100, at_least=True), "permit": Fact(99)}, 45, 30, 60, "at least so much may be more"),
        ({"silence": Fact(0), "permit": NOT_ASKED}, 0, 0, 0, "what does not concern it is not missing"),
    ],
)
def test_facts_weigh_what_the_scale_says(facts, points, low, high, because):
    found = weigh(SCALE, facts)

    assert (found.points, found.low, found.high) == (points, low, high), because


def test_the_reasons_are_the_heaviest_first_and_sum_to_what_is_proved():
    found = weigh(SCALE, {"silence": Fact(100), "permit": Fact(-5)})

    assert [(line.factor, line.low) for line in found.lines] == [("permit", 40), ("silence", 30)]
    assert found.band == "first"


def told(factors, **more):
    return {**TOLD, "factors": factors, **more}


@pytest.mark.parametrize(
    ("faulty", "where"),
    [
        (told([{"id": "a", "steps": [{"at": 1, "points": 99}]}]), "factors"),
        (told([{"id": "a", "steps": []}]), "a"),
        (told([{"id": "a", "steps": [{"at": 2, "points": 50}, {"at": 1, "points": 100}]}]), "a"),
        (told([{"id": "a", "steps": [{"at": 1, "points": 50}, {"at": 2, "points": 50}]}]), "a"),
        (told([{"id": "a", "steps": [{"at": 1, "points": 50}]}] * 2), "a"),
        ({**TOLD, "unknown_share": 101}, "unknown_share"),
        ({**TOLD, "bands": [{"id": "x", "at": 10}]}, "bands"),
        ({**TOLD, "bands": [{"id": "x", "at": 0}, {"id": "y", "at": 0}]}, "bands"),
        ({}, "scale"),
    ],
)
def test_a_scale_that_contradicts_itself_is_refused_with_the_place(faulty, where):
    with pytest.raises(ScaleFault) as fault:
        Scale.read(faulty)

    assert fault.value.where == where


known = st.builds(Fact, st.integers(-400, 1000), at_least=st.booleans())
anything = st.one_of(known, st.just(UNKNOWN), st.just(NOT_ASKED))
all_facts = st.fixed_dictionaries({factor.id: anything for factor in SHIPPED.factors})
names = st.sampled_from([factor.id for factor in SHIPPED.factors])


@given(all_facts)
def test_the_points_are_the_reasons_and_a_stated_part_of_what_is_unknown(facts):
    found = weigh(SHIPPED, facts)

    assert found.low == sum(line.low for line in found.lines)
    assert found.high - found.low == sum(line.high - line.low for line in found.unknown)
    assert 0 <= found.low <= found.points <= found.high <= 100
    assert found.points == found.low + found.open_points


@given(all_facts, names, st.integers(0, 500))
def test_more_of_what_is_worrying_never_lowers_a_place(facts, name, step):
    fact = facts[name]
    if fact.value is None:
        return
    worse = fact.value - step if SHIPPED.factor(name).falling else fact.value + step
    before = weigh(SHIPPED, facts)
    then = after(SHIPPED, facts, {name: dataclasses.replace(fact, value=worse)})

    assert (then.low, then.high, then.points) >= (before.low, before.high, before.points)


@given(all_facts, names, st.integers(-400, 1000))
def test_learning_a_fact_never_leads_outside_the_range_that_was_stated(facts, name, value):
    unknown = weigh(SHIPPED, {**facts, name: UNKNOWN})
    learned = weigh(SHIPPED, {**facts, name: Fact(value)})

    assert unknown.low <= learned.low <= learned.high <= unknown.high


@given(all_facts, names, anything)
def test_a_change_does_exactly_what_was_said_beforehand(facts, name, fact):
    assert after(SHIPPED, facts, {name: fact}) == weigh(SHIPPED, {**facts, name: fact})


def test_the_engine_has_no_field_for_a_person():
    fields = {
        field.name for kind in (risk.Fact, risk.Line, risk.Weight, risk.Factor, risk.Scale) for field in dataclasses.fields(kind)
    }

    assert not {name for name in fields if any(word in name for word in ("officer", "person", "inspector", "liaison", "by"))}
    assert not {factor.id for factor in SHIPPED.factors} & {"reports", "tipoffs", "signals", "credit", "officer"}
