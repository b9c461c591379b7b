"""No arithmetic over what was published works a small count back."""

from __future__ import annotations

import random

import pytest

from yingzhou.engines.disclosure import Cell, Release, Rule, Table, publish, sum_of_shown

RULE = Rule(suppress_up_to=7, round_to=5)
TRADES = tuple(f"trade {n}" for n in range(6))
KINDS = tuple(f"kind {n}" for n in range(5))
OUTCOMES = ("settled", "performed", "terminated", "withdrawn")
VILLAGES = tuple(f"village {n}" for n in range(12))


def shown(counts, rule=RULE):
    table = publish({("trade",): dict(zip(TRADES, counts, strict=False))}, rule).tables[0]
    return [cell.shown for cell in table.cells]


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        pytest.param([0, 20, 33], [0, 20, 35], id="nothing small: only rounded"),
        pytest.param([3, 40, 5, 61], [None, 40, None, 60], id="two small counts hide each other"),
        pytest.param([7, 8], [None, None], id="one small count: the smallest shown one goes with it"),
        pytest.param([2, 30, 50], [None, None, 50], id="too little room left by the rounding"),
        pytest.param([1, 1, 1, 1, 1, 1], [], id="six records: too few for any table"),
        pytest.param([5, 6], [], id="eleven in two small counts: neither can be anything from 1 to 7"),
        pytest.param([0, 0, 0], [0, 0, 0], id="nothing happened"),
    ],
)
def test_what_is_shown(counts, told):
    assert shown(counts) == told


def test_a_month_with_seven_or_fewer_says_nothing_at_all():
    release = publish({("trade",): {"a": 7, "b": 0}, ("kind",): {"x": 3, "y": 4}}, RULE)

    assert release == Release(None, (Table(("trade",), ()), Table(("kind",), ())))


def test_a_dimension_may_stand_in_one_table_only():
    with pytest.raises(ValueError, match="trade"):
        publish({("trade",): {"a": 10}, ("kind", "trade"): {"x·a": 10}}, RULE)


def test_tables_of_one_release_count_the_same_records():
    with pytest.raises(ValueError, match="same records"):
        publish({("trade",): {"a": 10}, ("kind",): {"x": 11}}, RULE)


def test_a_rule_that_rounds_a_count_to_nothing_is_none():
    with pytest.raises(ValueError, match="no rule"):
        Rule(suppress_up_to=7, round_to=20)


def test_a_sum_is_made_of_what_is_shown():
    cells = (Cell("a", 10), Cell("b", None), Cell("c", 5))

    assert sum_of_shown(cell.shown for cell in cells) == 15


# The attack: everything a reader can add and subtract, the exact number of records granted as a gift.


def reachable(ranges: list[tuple[int, int]], most: int) -> set[int]:
    """Every sum the ranges can make, one by one: independent of how the engine decides."""
    sums = {0}
    for low, high in ranges:
        sums = {one + more for one in sums for more in range(low, high + 1) if one + more <= most}
    return sums


def possible(cells: dict[str, int | None], category: str, total: int) -> set[int]:
    """What a withheld count could still be, given every other cell of its table and the total."""
    others = [(1, total) if value is None else RULE.range_of(value) for name, value in cells.items() if name != category]
    rest = reachable(others, total)
    return {value for value in range(1, total + 1) if total - value in rest}


def villages(seed: int) -> tuple[list[dict[str, str]], random.Random]:
    """A district of small villages: few records a month, most categories rare."""
    chance = random.Random(seed)
    weights = [chance.random() ** 3 + 0.01 for _ in TRADES]
    records = [
        {
            "village": chance.choice(VILLAGES[: chance.randint(1, 12)]),
            "trade": chance.choices(TRADES, weights)[0],
            "kind": chance.choice(KINDS[: chance.randint(1, 5)]),
            "outcome": chance.choice(OUTCOMES),
            "month": f"2026-{chance.randint(5, 7):02}",
        }
        for _ in range(chance.choice([5, 12, 20, 35, 60, 120]))
    ]
    return records, chance


def counted(records, dimension, categories):
    return {name: sum(1 for one in records if one[dimension] == name) for name in categories}


DIMENSIONS = {"trade": TRADES, "kind": KINDS, "outcome": OUTCOMES, "village": VILLAGES}


def recovered_by_differencing(seed: int) -> tuple[int, int]:
    """Small counts an attacker pins down, and small counts there were, in a year of monthly releases."""
    records, chance = villages(seed)
    pinned = small = 0
    for month in ("2026-05", "2026-06", "2026-07"):
        here = [one for one in records if one["month"] == month]
        chosen = chance.sample(sorted(DIMENSIONS), chance.randint(1, 4))
        truth = {name: counted(here, name, DIMENSIONS[name]) for name in chosen}
        release = publish({(name,): cells for name, cells in truth.items()}, RULE)
        for table in release.tables:
            cells = {cell.category: cell.shown for cell in table.cells}
            for category, count in truth[table.dimensions[0]].items():
                if not RULE.is_small(count):
                    continue
                small += 1
                if cells and not possible(cells, category, len(here)) >= set(range(1, 8)):
                    pinned += 1
    return pinned, small


def test_no_small_count_of_1000_small_districts_can_be_narrowed():
    results = [recovered_by_differencing(seed) for seed in range(1000)]

    assert sum(small for _pinned, small in results) > 10_000
    assert sum(pinned for pinned, _small in results) == 0


def test_the_attack_finds_what_a_plain_suppression_gives_away():
    """Without the check of the whole table the same attack succeeds: it is an attack."""
    truth = {"a": 3, "b": 38, "c": 27}
    naive = {name: None if RULE.is_small(count) else RULE.rounded(count) for name, count in truth.items()}

    assert possible(naive, "a", sum(truth.values())) == {1, 2, 3, 4, 5, 6, 7}
    assert possible({"a": None, "b": 40}, "a", 38 + 3) == {1, 2, 3}
    assert possible({"a": None, "b": 40}, "a", 42 + 7) == {7, 8, 9, 10, 11}


def test_the_difference_of_two_months_totals_is_no_third_table():
    """May to July and May to June are sums of what was shown, so that their difference is July as shown."""
    months = [publish({("trade",): {"a": n, "b": 30 - n}}, RULE).tables[0] for n in (3, 12, 9)]
    to_july = sum_of_shown(cell.shown for table in months for cell in table.cells)
    to_june = sum_of_shown(cell.shown for table in months[:2] for cell in table.cells)

    assert to_july - to_june == sum_of_shown(cell.shown for cell in months[2].cells)
