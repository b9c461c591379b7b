"""核查、办结: somebody else looks, and says it is done, or not."""

from __future__ import annotations

from django.db import transaction

from yingzhou.base.actors import Actor, Agent
from yingzhou.base.clock import today
from yingzhou.base.trail.watching import check_sealing
from yingzhou.work.cases import rules
from yingzhou.work.cases.actions import telling
from yingzhou.work.cases.actions.moving import With, ended, locked, move, set_erasure
from yingzhou.work.cases.choices import Kind, Made, Outcome
from yingzhou.work.cases.models import Case
from yingzhou.work.cases.queries import is_proof_of_round, papers_of


@transaction.atomic
def close_case(*, case: Case, outcome: Outcome, by: Actor, words: str = "", override: str = "") -> Case:
    """Closed by somebody else than the handler: on evidence, or with a reason why there can be none."""
    check_sealing()
    case = locked(case)
    moves = list(case.moves.order_by("pk"))
    has_proof = any(is_proof_of_round(paper, moves) for paper in papers_of(case))
    is_override = bool(override.strip()) and not has_proof
    move(
        case,
        Made.CLOSE,
        by=by,
        given=rules.given(evidence=has_proof, override=override),
        come_with=With(words=override if is_override else words, is_override=is_override),
        changes=ended(outcome),
        facts={"outcome": outcome, "override": is_override},
    )
    set_erasure(case)
    return case


@transaction.atomic
def redo_case(*, case: Case, reason: str, by: Actor) -> Case:
    """Not good enough: back to the handler with what is missing."""
    case = locked(case)
    move(case, Made.REDO, by=by, given=rules.given(reason=reason), come_with=With(words=reason))
    telling.redo(case)
    return case


@transaction.atomic
def reopen_case(*, case: Case, reason: str, by: Actor) -> Case:
    """Open again within the window, for another person at the same station, with a fresh promise from today.

    The window is counted by the server's clock from the day of closing; the count of rounds is kept by the moves.  What
    opens again by rule (a promise in writing that was broken) has days of its own, and no window.
    """
    case = locked(case)
    if case.closed_on is not None and not isinstance(by, Agent):
        rules.check_reopen(closed_on=case.closed_on, today=today())
    promise = rules.promise_of(Kind(case.kind), received_on=today())
    move(
        case,
        Made.REOPEN,
        by=by,
        given=rules.given(reason=reason),
        come_with=With(words=reason),
        changes={
            "closed_on": None,
            "outcome": "",
            "result": "",
            "merged_into": None,
            "first_due_on": promise.first_due_on,
            "due_on": promise.due_on,
            "is_due_provisional": promise.is_provisional,
        },
        facts={"due_on": promise.due_on},
    )
    set_erasure(case)
    telling.reopened(case)
    return case


@transaction.atomic
def withdraw_case(*, case: Case, by: Actor, words: str = "") -> Case:
    """Whoever raised it takes it back.  Nobody else can."""
    case = locked(case)
    move(case, Made.WITHDRAW, by=by, come_with=With(words=words), changes=ended(Outcome.WITHDRAWN))
    set_erasure(case)
    return case
