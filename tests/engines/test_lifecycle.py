"""The loop: no path skips a step, nobody checks himself, closed means verified."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yingzhou.engines.lifecycle import (
    STANDARD,
    Attempt,
    BrokenTrail,
    Loop,
    MoveRule,
    Need,
    Party,
    Shortfall,
    Standing,
    Step,
    UnknownMove,
    Want,
    durations,
)

T0 = datetime(2026, 9, 7, 1, tzinfo=UTC)
PEOPLE = ("gu", "shen", "lin", "song")

attempts = st.builds(
    Attempt,
    move=st.sampled_from([rule.name for rule in STANDARD.moves]),
    by=st.sampled_from(PEOPLE),
    parties=st.frozensets(st.sampled_from(Party), min_size=1),
    given=st.frozensets(st.sampled_from(Need)),
    handler=st.sampled_from(PEOPLE),
)


#: Walks are long to draw on a busy machine; that says nothing about the loop.
long_walks = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)


def walk(tries: list[Attempt]) -> tuple[list[Step], list[Standing]]:
    """Only what the loop allows, in order."""
    steps: list[Step] = []
    standings = [Standing(STANDARD.first)]
    for attempt in tries:
        if not STANDARD.shortfalls(standings[-1], attempt):
            steps.append(Step(attempt, T0 + timedelta(hours=len(steps))))
            standings.append(STANDARD.after(standings[-1], attempt))
    return steps, standings


@long_walks
@given(st.lists(attempts, max_size=60))
def test_no_path_closes_without_dispatch_handling_and_verification_in_this_round(tries):
    steps, standings = walk(tries)
    seen: list[str] = []
    for step, before, after in zip(steps, standings, standings[1:], strict=False):
        if before.stage != after.stage:
            seen.append(after.stage)
        if step.attempt.move == "close":
            assert seen[-3:] == ["handling", "verifying", "closed"]
            assert "dispatched" in seen


@long_walks
@given(st.lists(attempts, max_size=60))
def test_closed_means_verified_or_overridden_by_someone_else_or_withdrawn_or_merged(tries):
    steps, standings = walk(tries)
    for step, before, after in zip(steps, standings, standings[1:], strict=False):
        if after.stage != "closed" or before.stage == "closed":
            continue
        attempt = step.attempt
        verified = attempt.move == "close" and attempt.by != before.handler
        backed = bool(attempt.given & {Need.EVIDENCE, Need.OVERRIDE})
        withdrawn = attempt.move == "withdraw" and Party.RAISER in attempt.parties
        merged = attempt.move == "merge" and before.stage in {"intake", "dispatched"}
        assert (verified and backed) or withdrawn or merged


@long_walks
@given(st.lists(attempts, max_size=60))
def test_an_allowed_walk_replays_to_where_it_stands(tries):
    steps, standings = walk(tries)

    assert STANDARD.replay(steps) == standings[-1]


@long_walks
@given(st.lists(attempts, max_size=40), attempts)
def test_what_the_page_offers_is_what_the_loop_allows(tries, attempt):
    standing = walk(tries)[1][-1]
    offered = {rule.name for rule in STANDARD.open_to(standing, attempt.by, attempt.parties)}
    full = Attempt(attempt.move, attempt.by, attempt.parties, frozenset(Need), attempt.handler)

    assert (attempt.move in offered) == (not STANDARD.shortfalls(standing, full))


def test_no_move_leads_from_one_station_to_another():
    renames_station = {rule.name for rule in STANDARD.moves if Need.STATION in rule.needs}

    assert renames_station == {"dispatch"}
    assert STANDARD.rule("dispatch").froms == {"intake"}


@pytest.mark.parametrize(
    ("standing", "attempt", "missing"),
    [
        pytest.param(
            Standing("intake"),
            Attempt("close", "lin", frozenset({Party.HEAD}), frozenset({Need.EVIDENCE})),
            (Shortfall(Want.WRONG_STAGE, "intake"),),
            id="closing what nobody handled",
        ),
        pytest.param(
            Standing("verifying", "shen"),
            Attempt("close", "shen", frozenset({Party.HEAD}), frozenset({Need.OVERRIDE})),
            (Shortfall(Want.SAME_PERSON, "shen"),),
            id="a head who handled it cannot wave himself through",
        ),
        pytest.param(
            Standing("verifying", "shen"),
            Attempt("close", "lin", frozenset({Party.HEAD})),
            (Shortfall(Want.MISSING, "evidence|override"),),
            id="neither evidence nor a reasoned override",
        ),
        pytest.param(
            Standing("dispatched", "shen"),
            Attempt("send_back", "gu", frozenset({Party.INTAKE})),
            (Shortfall(Want.WRONG_PARTY, "handler|head"), Shortfall(Want.MISSING, "reason")),
            id="all that is missing is said at once",
        ),
    ],
)
def test_shortfalls(standing, attempt, missing):
    assert STANDARD.shortfalls(standing, attempt) == missing


def test_a_trail_with_a_skipped_step_is_broken_at_that_step():
    steps = [
        Step(Attempt("dispatch", "song", frozenset({Party.INTAKE}), frozenset({Need.STATION})), T0),
        Step(Attempt("hand_in", "shen", frozenset({Party.HANDLER}), frozenset({Need.RESULT})), T0),
    ]

    with pytest.raises(BrokenTrail) as broken:
        STANDARD.replay(steps)

    assert broken.value.index == 1


def test_an_unknown_move_is_named():
    with pytest.raises(UnknownMove, match="transfer"):
        STANDARD.rule("transfer")


@pytest.mark.parametrize(
    "moves",
    [
        pytest.param((MoveRule("a", frozenset({"x"}), "y", frozenset()),) * 2, id="two of one name"),
        pytest.param((MoveRule("a", frozenset({"x"}), "z", frozenset()),), id="a stage it does not have"),
    ],
)
def test_a_loop_that_contradicts_itself_cannot_be_written_down(moves):
    with pytest.raises(ValueError):
        Loop(stages=("x", "y"), moves=moves)


def hours(n: int) -> datetime:
    return T0 + timedelta(hours=n)


def test_durations_of_a_matter_closed_reopened_and_closed_again():
    taken = durations(
        began_at=hours(-10),
        opened_at=hours(0),
        moves=[
            ("intake", "dispatched", hours(1)),
            ("dispatched", "handling", hours(3)),
            ("handling", "handling", hours(4)),
            ("handling", "verifying", hours(8)),
            ("verifying", "closed", hours(9)),
            ("closed", "dispatched", hours(50)),
            ("dispatched", "handling", hours(52)),
            ("handling", "verifying", hours(60)),
            ("verifying", "closed", hours(61)),
        ],
        until=hours(100),
    )

    assert taken.find == timedelta(hours=10)
    assert taken.solve == timedelta(hours=60)
    assert taken.remove == timedelta(hours=61)
    assert taken.rounds == 2
    assert taken.by_stage == {
        "intake": timedelta(hours=1),
        "dispatched": timedelta(hours=4),
        "handling": timedelta(hours=13),
        "verifying": timedelta(hours=2),
    }


def test_an_open_matter_has_no_solving_time_yet_and_its_stage_runs_on():
    taken = durations(opened_at=hours(0), moves=[("intake", "dispatched", hours(2))], until=hours(5))

    assert (taken.find, taken.solve, taken.remove, taken.rounds) == (None, None, None, 0)
    assert taken.by_stage == {"intake": timedelta(hours=2), "dispatched": timedelta(hours=3)}


@given(st.lists(st.integers(min_value=0, max_value=50), min_size=4, max_size=4))
def test_the_stages_of_one_round_add_up_to_the_time_until_closure(gaps):
    at = [T0 + timedelta(hours=sum(gaps[: n + 1])) for n in range(4)]
    stages = list(STANDARD.stages)
    taken = durations(opened_at=T0, moves=list(zip(stages, stages[1:], at, strict=False)), until=at[-1] + timedelta(days=9))

    assert sum(taken.by_stage.values(), timedelta()) == taken.remove
