"""The one way a hazard moves: row and case locked, checked against the loop, both written, one move added to the case."""

from __future__ import annotations

from typing import Any

from yingzhou.base.actors import Actor, Visitor
from yingzhou.base.clock import now
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.engines.lifecycle import Attempt, Need, Party, Standing
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.choices import Made, Outcome, Stage
from yingzhou.work.cases.rules import acting_as
from yingzhou.work.hazards import rules
from yingzhou.work.hazards.choices import Ending, State
from yingzhou.work.hazards.models import Hazard
from yingzhou.work.hazards.queries.scope import parties_of
from yingzhou.work.hazards.rules import Do

#: Under which name of the general loop a step stands among the moves of the case.
MADE = {
    Do.TAKE: Made.ASSIGN,
    Do.ADVISE: Made.START,
    Do.ORDER: Made.START,
    Do.PROVE: Made.HAND_IN,
    Do.GIVE_BACK: Made.REDO,
    Do.RECHECK_FAILED: Made.REDO,
    Do.FINISH: Made.CLOSE,
    Do.CLOSE_WITHOUT: Made.CLOSE,
    Do.TAKEN: Made.CLOSE,
}


def held(hazard: Hazard) -> Hazard:
    """The hazard and its case, both locked until the end of the transaction; the case first, as everywhere."""
    case = cases.locked(hazard.case)
    row = Hazard.objects.select_for_update(of=("self",)).select_related("business").get(pk=hazard.pk)
    row.case = case
    return row


def given(**things: Any) -> frozenset[Need]:
    """The needs that are met; an empty text meets nothing."""
    return frozenset(Need(name) for name, thing in things.items() if (thing.strip() if isinstance(thing, str) else thing))


def check(hazard: Hazard, do: Do, by: Actor, needs: frozenset[Need] = frozenset()) -> State | None:
    """Refuse the step in words, or say to which state it leads (None: it stays)."""
    case = hazard.case
    standing = Standing(hazard.state, str(case.handler_id or ""))
    who = acting_as(by, case.handler_id) if isinstance(by, Viewer) else by.actor
    rule = rules.check(standing, Attempt(do, str(who), _parties(by, hazard), needs))
    return State(rule.to) if rule.to else None


def move(
    hazard: Hazard,
    do: Do,
    *,
    by: Actor,
    needs: frozenset[Need] = frozenset(),
    words: str = "",
    ending: Ending | None = None,
    changes: dict[str, Any] | None = None,
    case_changes: dict[str, Any] | None = None,
) -> Hazard:
    """Take one step with a held hazard.  The trail line of the step itself is the caller's."""
    to = check(hazard, do, by, needs)
    for name, value in (changes or {}).items():
        setattr(hazard, name, value)
    hazard.state = to or State(hazard.state)
    if ending is not None:
        hazard.ending = ending
    if to is not None:
        _end_what_waits(hazard, do, to, by, words)
    hazard.save()
    _move_case(hazard, do, by, words, case_changes or {})
    return hazard


def said(hazard: Hazard, verb: str, *, by: Actor, **facts: Any) -> None:
    """One line of the trail about a hazard."""
    record(f"hazard.{verb}", hazard, by=by, **facts)


def _move_case(hazard: Hazard, do: Do, by: Actor, words: str, changes: dict[str, Any]) -> None:
    """The case follows: same moment, same words, the stage that goes with the state."""
    is_override = do == Do.CLOSE_WITHOUT
    if hazard.due_on is not None and hazard.is_open:
        changes = {"due_on": hazard.due_on, **changes}
    if not hazard.is_open:
        outcome = Outcome.REFERRED if hazard.ending == Ending.HANDED else Outcome.DONE
        changes = {**cases.ended(outcome), "result": words or hazard.needed, **changes}
    if hazard.case.handler_id is None and isinstance(by, Viewer):
        changes = {"handler_id": by.officer_id, **changes}  # whoever takes the first step handles it
    hazard.case = cases.advance(
        case=hazard.case,
        name=MADE.get(do, Made.NOTE),
        to=Stage(rules.STAGES[State(hazard.state)]),
        by=by,
        come_with=cases.With(words=words or str(rules.DO_WORDS[do]), due_on=hazard.due_on, is_override=is_override),
        changes=changes,
    )
    if not hazard.is_open:
        cases.set_erasure(hazard.case)
        hazard.planned_rechecks.filter(ended_at__isnull=True).update(ended_at=now())


def _parties(by: Actor, hazard: Hazard) -> frozenset[Party]:
    if isinstance(by, Viewer):
        return parties_of(by, hazard)
    return frozenset({Party.OWNER}) if isinstance(by, Visitor) else frozenset({Party.CLOCK})


def _end_what_waits(hazard: Hazard, do: Do, to: State, by: Actor, words: str) -> None:
    """It went on: proof that waited is answered, and there is nothing more to put before anybody for the day that was."""
    hazard.escalations.filter(stopped_at__isnull=True).update(stopped_at=now(), stop_reason=str(_("有回音了")))
    hazard.rectifications.filter(is_accepted__isnull=True).update(
        is_accepted=to in (State.RECHECK, State.PASSED),
        answer=(words.strip() or str(rules.DO_WORDS[do]))[:200],
        answered_by=by.officer_id if isinstance(by, Viewer) else None,
        answered_at=now(),
    )
