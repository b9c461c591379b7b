"""真的解决了吗: whoever raised it says; anything but "solved" opens it again."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.trail.writing import record
from yingzhou.engines.lifecycle import Party
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import rules
from yingzhou.work.cases.actions.closing import reopen_case
from yingzhou.work.cases.actions.moving import locked, parties
from yingzhou.work.cases.choices import Answer, Kind, Made, Outcome, Stage
from yingzhou.work.cases.models import Case, OutcomeAnswer


@transaction.atomic
def answer_outcome(*, case: Case, answer: Answer, by: Actor, left_open: str = "") -> OutcomeAnswer:
    """One answer a round, from whoever raised it.  Half solved or not solved re-opens it at once, by rule."""
    case = locked(case)
    if Party.RAISER not in parties(by, case):
        raise rules.NotYours(move=rules.ANSWER_WORD, who=rules.PARTY_WORDS[Party.RAISER])
    if case.stage != Stage.CLOSED or case.outcome in (Outcome.WITHDRAWN, Outcome.MERGED):
        raise rules.NotAsked()
    given = _keep(case, answer, left_open, by)
    if rules.reopens(Kind(case.kind), answer):
        reopen_case(case=case, reason=left_open.strip() or str(answer.label), by=by)
    return given


@transaction.atomic
def note_answer(*, case: Case, answer: Answer, by: Viewer, left_open: str = "") -> OutcomeAnswer:
    """The answer of whoever raised it, asked by telephone: noted by an officer of the room above, whose rules let him."""
    case = locked(case)
    if case.stage != Stage.CLOSED:
        raise rules.NotAsked()
    return _keep(case, answer, left_open, by)


def _keep(case: Case, answer: Answer, left_open: str, by: Actor) -> OutcomeAnswer:
    rounds = case.moves.filter(name=Made.CLOSE).count()
    try:
        with transaction.atomic():
            given = OutcomeAnswer.objects.create(case=case, round=rounds, answer=answer, left_open=left_open.strip(), at=now())
    except IntegrityError as twice:
        raise rules.AlreadyAnswered() from twice
    record("case.answer", case, by=by, answer=answer, round=rounds)
    return given
