"""A draw is fair, the same whoever repeats it, and shows every change."""

from __future__ import annotations

import copy
import json
import random
import shutil
import subprocess
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yingzhou.engines.draw import DrawFault, Lots, commitment_of, draw, verify
from yingzhou.engines.draw.verify_draw import faults

INPUT = {
    "name": "双随机·第三季度",
    "population": [f"B{n:03d}" for n in range(40)],
    "officers": ["甲", "乙", "丙", "丁"],
    "select": 5,
    "officers_each": 2,
    "conflicts": [["甲", "B001"], ["乙", "B001"]],
}
SEED = "5eed" * 16

#: The chi-square of 39 degrees of freedom is above this once in a thousand; the seeds are fixed, so the test is too.
CHI_SQUARE_39 = 72.055

words = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=8)
ids = st.one_of(words, st.integers(-10, 10**9))


@st.composite
def urns(draw_of):
    population = draw_of(st.lists(ids, min_size=1, max_size=12, unique_by=str))
    officers = draw_of(st.lists(ids, max_size=5, unique_by=str))
    return {
        "name": draw_of(words),
        "population": population,
        "officers": officers,
        "select": draw_of(st.integers(1, len(population))),
        "officers_each": draw_of(st.integers(0, len(officers))),
    }


def record_of(told=INPUT, seed=SEED, word="") -> dict:
    return draw(Lots.read(told), seed=seed, public_word=word).record()


def test_a_draw_is_this_draw_for_ever():
    """A vector: another hand, or a later edition, gets the same."""
    told = {"name": "v", "population": [3, "a", "b", "c"], "officers": ["x", "y", "z"], "select": 2, "officers_each": 2}

    record = record_of(told, "seed")

    assert record["commitment"] == "19b25856e1c150ca834cffc8b59b23adbd0ec0389e58eb22b3b64768098d002b"
    assert record["inputs"] == "6b708ee491e632cd9058df116032d62bfa15e7999db4abcc2dd810918072e3d1"
    assert record["selected"] == [{"id": "a", "officers": ["y", "x"]}, {"id": "b", "officers": ["y", "z"]}]


@given(urns(), st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_the_lists_came_changes_nothing(told, seed, shuffled):
    other = copy.deepcopy(told)
    shuffled.shuffle(other["population"])
    shuffled.shuffle(other["officers"])

    assert record_of(other, seed) == record_of(told, seed)


@given(urns(), words)
@settings(max_examples=60, deadline=None)
def test_whoever_repeats_it_gets_the_same(told, seed):
    record = json.loads(json.dumps(record_of(told, seed)))

    assert verify(record) == ()
    assert faults(record) == []
    assert len(record["selected"]) == told["select"]
    assert all(len({str(one) for one in chosen["officers"]}) == told["officers_each"] for chosen in record["selected"])


def test_every_object_has_the_same_chance():
    lots = Lots.read(INPUT)
    drawn = Counter(one.id for seed in range(4000) for one in draw(lots, seed=str(seed)).selected)

    expected = 4000 * INPUT["select"] / len(INPUT["population"])
    assert sum((drawn[one] - expected) ** 2 / expected for one in INPUT["population"]) < CHI_SQUARE_39


def test_every_place_in_the_order_has_the_same_chance():
    lots = Lots.read(INPUT | {"select": 1})
    first = Counter(draw(lots, seed=f"n{seed}").selected[0].id for seed in range(8000))

    assert sum((first[one] - 200) ** 2 / 200 for one in INPUT["population"]) < CHI_SQUARE_39


def test_every_pair_of_officers_has_the_same_chance():
    lots = Lots.read(INPUT | {"conflicts": []})
    pairs = Counter(frozenset(one.officers) for seed in range(1200) for one in draw(lots, seed=str(seed)).selected)

    assert len(pairs) == 6
    assert sum((count - 1000) ** 2 / 1000 for count in pairs.values()) < 20.515  # five degrees of freedom, once in a thousand


def test_an_officer_with_a_conflict_is_never_drawn_for_that_object():
    lots = Lots.read(INPUT | {"select": 40})

    sent = {frozenset(one.officers) for seed in range(60) for one in draw(lots, seed=str(seed)).selected if one.id == "B001"}

    assert sent == {frozenset({"丙", "丁"})}


def changes(record: dict):
    """The record with each of its values changed in turn, in small and in large."""
    for key, value in record.items():
        yield f"{key} gone", {name: one for name, one in record.items() if name != key}
        for changed in _other(value):
            yield f"{key}: {changed!r:.60}", record | {key: changed}
    yield "something added", record | {"note": ""}


def _other(value):
    if isinstance(value, str):
        yield from (value + " ", value[:-1], value.upper() if value.upper() != value else value + "x", 0, None)
    elif isinstance(value, int):
        yield from (value + 1, value - 1, str(value), float(value), None)
    else:
        yield from (value[1:], value[::-1], [*value, value[0]], [*value[:-1], "别的"], None)


@pytest.mark.parametrize("how", ["engine", "script"])
def test_any_changed_value_is_noticed(how):
    record = record_of(word="called out: 4711")
    check = {"engine": verify, "script": _script_says}[how]

    unnoticed = [what for what, changed in changes(record) if not check(changed)]

    assert check(record) in ((), [])
    assert unnoticed == []


def _script_says(record):
    try:
        return faults(record)
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        return [str(wrong)]


def test_a_record_made_up_from_the_beginning_does_not_agree_with_what_was_published():
    published = record_of()
    forged = record_of(seed="a better seed")

    assert verify(forged) == ()
    assert [one.part for one in verify(forged, commitment=published["commitment"])] == ["commitment"]
    assert [one.part for one in verify(record_of(INPUT | {"name": "别的"}), inputs=published["inputs"])] == ["inputs"]
    assert faults(forged, published["commitment"]) == ["the seed is not the one that was committed to"]


def test_what_is_called_out_at_the_draw_changes_the_draw_and_not_the_hashes_before_it():
    without, called = record_of(), record_of(word="4711")

    assert [without[part] == called[part] for part in ("inputs", "commitment", "selected")] == [True, True, False]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"population": ["a", "b", "a"]}, "population holds a 2 times", id="an object twice"),
        pytest.param({"population": ["1", 1]}, "population holds 1 2 times", id="the same text as word and number"),
        pytest.param({"officers": ["甲", "甲"], "conflicts": []}, "officers holds 甲 2 times", id="an officer twice"),
        pytest.param({"select": 41}, "41 cannot be drawn from 40", id="more than there are"),
        pytest.param({"select": 0}, "select has to be a whole number from 1", id="none"),
        pytest.param({"select": True}, "select has to be a whole number from 1", id="true is no number"),
        pytest.param({"officers_each": 3}, "B001 needs 3 officers, and only 2", id="too few officers without conflict"),
        pytest.param({"conflicts": [["戊", "B001"]]}, "conflicts names 戊, which is not in officers", id="an unknown officer"),
        pytest.param({"conflicts": [["甲"]]}, "conflicts has to be a list of pairs", id="half a pair"),
        pytest.param({"population": ["a\nb"]}, "which is no id", id="a control character"),
        pytest.param({"population": ["\ud800"]}, "which is no id", id="half a character"),
        pytest.param({"population": "abc"}, "population has to be a list", id="a word for a list"),
        pytest.param({"weights": [1]}, "weights is not known here", id="something unknown"),
    ],
)
def test_what_cannot_be_drawn_from_is_refused_in_words(change, said):
    with pytest.raises(DrawFault, match=said):
        Lots.read(INPUT | change)


def test_no_seed_is_no_seed():
    with pytest.raises(DrawFault, match="at least one character"):
        commitment_of("")


def test_the_stand_alone_script_needs_nothing_but_python(tmp_path):
    """Copied elsewhere and run without our environment, our packages or the current folder."""
    script = shutil.copy("deploy/verify_draw.py", tmp_path / "verify_draw.py")
    record = record_of()
    (tmp_path / "record.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "changed.json").write_text(json.dumps(record | {"select": 4}), encoding="utf-8")

    def run(name, *published):
        bare = [shutil.which("python3", path="/usr/bin:/usr/local/bin") or "python3", "-I", "-S", str(script), name, *published]
        return subprocess.run(bare, cwd=tmp_path, env={}, capture_output=True, text=True, check=False)

    right, wrong = run("record.json", record["commitment"], record["inputs"]), run("changed.json")

    assert (right.returncode, right.stdout) == (0, "agrees\n")
    assert wrong.returncode == 1


def test_a_byte_changed_anywhere_in_the_file_is_noticed_or_changes_no_value(tmp_path):
    """A thousand single bytes: what can still be read and says something else is a fault."""
    content = json.dumps(record_of(), ensure_ascii=False, sort_keys=True).encode()
    chance = random.Random(20261123)
    for _ in range(1000):
        at = chance.randrange(len(content))
        other = content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]
        try:
            read = json.loads(other)
        except ValueError:
            continue
        assert read == json.loads(content) or _script_says(read)
        assert read == json.loads(content) or verify(read)
