"""`yingzhou draw`: committed to before it is drawn, repeated afterwards, without a database."""

from __future__ import annotations

import hashlib
import json

import pytest

from tests.cli.test_commands import BARE, ask

INPUT = {
    "name": "autumn",
    "population": ["a", "b", "c", "d"],
    "officers": ["x", "y", "z"],
    "select": 2,
    "officers_each": 2,
    "seed": "s",
}


def told(**changes) -> str:
    return json.dumps({key: value for key, value in (INPUT | changes).items() if value is not None})


def drawn(**changes) -> dict:
    return json.loads(ask("draw", "-", "--json", given=told(**changes)).stdout)


def test_a_record_holds_the_input_what_was_drawn_and_what_it_was_committed_to_by():
    record = drawn()

    assert {key: record[key] for key in INPUT} == INPUT
    assert record["commitment"] == hashlib.sha256(b"s").hexdigest()
    assert [len(one["officers"]) for one in record["selected"]] == [2, 2]


def test_without_a_seed_one_is_drawn_and_its_hash_is_said_first():
    answer = ask("draw", "-", "--json", given=told(seed=None))
    record = json.loads(answer.stdout)

    assert answer.stderr.splitlines()[0] == f"commitment {record['commitment']}"
    assert (answer.returncode, len(record["seed"])) == (0, 64)
    assert record["seed"] != json.loads(ask("draw", "-", "--json", given=told(seed=None)).stdout)["seed"]


def test_a_record_is_verified_and_a_changed_one_is_not():
    record = drawn()
    right = ask("draw", "--verify", "-", "--json", given=json.dumps(record))
    wrong = ask("draw", "--verify", "-", "--json", given=json.dumps(record | {"officers": ["x", "y", "zz"]}))

    assert (right.returncode, json.loads(right.stdout)) == (0, {"ok": True, "faults": []})
    assert (wrong.returncode, json.loads(wrong.stdout)["faults"][0]["part"]) == (1, "inputs")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('{"name": "au', id="cut off"),
        pytest.param("[]", id="another thing"),
        pytest.param('{"select": 1, "select": 2}', id="one name twice"),
    ],
)
def test_what_can_no_longer_be_read_as_a_record_does_not_agree(content):
    assert ask("draw", "--verify", "-", given=content).returncode == 1


def test_a_record_made_up_later_does_not_agree_with_the_hash_published_before():
    forged = json.dumps(drawn(seed="t"))

    assert ask("draw", "--verify", "-", given=forged).returncode == 0
    assert ask("draw", "--verify", "-", "--commitment", drawn()["commitment"], given=forged).returncode == 1


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"population": ["a", "a"]}, id="twice"),
        pytest.param({"select": 9}, id="too many"),
        pytest.param({"name": None}, id="missing"),
        pytest.param({"seed": 7}, id="a seed that is no text"),
        pytest.param({"strata": []}, id="unknown"),
        pytest.param({"officers_each": 4}, id="too few officers"),
        pytest.param({"conflicts": [["w", "a"]]}, id="an unknown officer"),
        pytest.param({"officers": [1.5]}, id="no id"),
    ],
)
def test_an_input_that_cannot_be_drawn_from_is_one_sentence_and_two(changes, language):
    answer = ask("draw", "-", given=told(**changes), env=BARE | {"YINGZHOU_LANG": language})

    assert (answer.returncode, answer.stdout, answer.stderr.count("\n")) == (2, "", 1)
