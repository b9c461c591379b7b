"""移送线索: to whoever has the power, with approval, and with an answer.  It is a trace; nothing here makes an inspection."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from yingzhou.base.clock import now, today
from yingzhou.base.figures.reading import figure
from yingzhou.base.numbering.counting import next_number
from yingzhou.base.trail.watching import check_sealing
from yingzhou.engines.lifecycle import Party
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards import rules
from yingzhou.work.hazards.actions import telling
from yingzhou.work.hazards.actions.moving import check, given, held, move, said
from yingzhou.work.hazards.choices import ClueState, Ending, Grade, Receiver
from yingzhou.work.hazards.models import ClueHandover, Hazard
from yingzhou.work.hazards.queries.book import grades_on
from yingzhou.work.hazards.queries.scope import parties_of
from yingzhou.work.hazards.rules import Do, refusals


@transaction.atomic
def ask_handover(*, hazard: Hazard, receiver: Receiver, receiver_name: str, reason: str, by: Viewer) -> ClueHandover:
    """Ask that it be handed over, with the reason and to whom; the hazard stays where it is until somebody approves."""
    hazard = held(hazard)
    check(hazard, Do.ASK_HANDOVER, by, given(reason=reason))
    days = int(figure("hazards.clue_answer_days", on=today()).value)
    try:
        with transaction.atomic():
            made = ClueHandover.objects.create(
                hazard=hazard,
                receiver=receiver,
                receiver_name=receiver_name.strip()[:60],
                reason=reason.strip(),
                answer_by=today() + timedelta(days=days),
                asked_by_id=by.officer_id,
                asked_at=now(),
            )
    except IntegrityError as waiting:
        raise refusals.ClueWaits() from waiting
    said(hazard, "ask_handover", by=by, receiver=receiver)
    telling.clue_waits(hazard)
    return made


@transaction.atomic
def decide_handover(*, hazard: Hazard, agrees: bool, words: str, by: Viewer) -> ClueHandover:
    """Approve it, and it is out of the liaison's hands; or refuse it with a reason.  Never by whoever asked."""
    check_sealing()
    hazard = held(hazard)
    clue = _waiting(hazard, ClueState.ASKED)
    _check_approver(hazard, by)
    if clue.asked_by_id in by.acts_for:
        raise refusals.NotByYourself(do=rules.DO_WORDS[Do.HAND_OVER])
    if not agrees and not words.strip():
        raise refusals.SomethingMissing(do=rules.DO_WORDS[Do.HAND_OVER], needs=refusals.SAY_WHY, field="words")
    clue.decided_by_id, clue.decided_at, clue.decision = by.officer_id, now(), words.strip()[:200]
    clue.state = ClueState.SENT if agrees else ClueState.REFUSED
    if agrees:
        move(hazard, Do.HAND_OVER, by=by, words=words)
        hazard.planned_rechecks.filter(ended_at__isnull=True).update(ended_at=now())
        hazard.links.filter(withdrawn_at__isnull=True).update(withdrawn_at=now())
        number = next_number("hazards.clue", year=today().year)
        clue.number = f"线移〔{today().year}〕{number}号"  # data
    clue.save()
    said(hazard, "decide_handover", by=by, agrees=agrees, number=clue.number)
    telling.clue_decided(hazard, clue)
    return clue


@transaction.atomic
def answer_clue(*, hazard: Hazard, taken: bool, words: str, by: Viewer, by_on: date | None = None) -> ClueHandover:
    """What the receiver said: taken, and the hazard ends here; or returned with a reason, and it goes on with the owner."""
    check_sealing()
    hazard = held(hazard)
    clue = _waiting(hazard, ClueState.SENT)
    if taken:
        move(hazard, Do.TAKEN, by=by, needs=given(reason=words), words=words, ending=Ending.HANDED)
    else:
        day = by_on or rules.default_day(grades_on(today())[Grade(hazard.grade)], on=today())
        rules.check_by_day(day, today=today())
        move(hazard, Do.RETURNED, by=by, needs=given(reason=words, day=day), words=words, changes={"due_on": day})
    clue.state = ClueState.TAKEN if taken else ClueState.RETURNED
    clue.answered_by_id, clue.answered_at, clue.answer = by.officer_id, now(), words.strip()[:200]
    clue.save()
    said(hazard, "answer_clue", by=by, taken=taken, number=clue.number)
    telling.clue_answered(hazard, clue)
    return clue


def _waiting(hazard: Hazard, state: ClueState) -> ClueHandover:
    clue = hazard.clues.select_for_update().filter(state=state).first()
    if clue is None:
        raise refusals.NoClueWaits()
    return clue


def _check_approver(hazard: Hazard, by: Viewer) -> None:
    """By figure of the grade: the head of the station, or the department."""
    rule = grades_on(today())[Grade(hazard.grade)]
    parties = parties_of(by, hazard)
    wanted = {Party.INTAKE} if rule.clue_by_department else {Party.HEAD, Party.INTAKE}
    if not parties & wanted:
        who = refusals.DEPARTMENT if rule.clue_by_department else refusals.HEAD_OR_DEPARTMENT
        raise refusals.NotTheApprover(grade=Grade(hazard.grade).label, who=who)
