"""The one way a case moves: locked, checked against the loop, written, one move added.  Callers name the verb."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from yingzhou.base.actors import Actor, Agent, Visitor
from yingzhou.base.clock import now, today
from yingzhou.base.trail.writing import record
from yingzhou.engines.lifecycle import Attempt, Need, Party, Standing
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import rules
from yingzhou.work.cases.choices import Kind, Made, Outcome, Stage
from yingzhou.work.cases.models import Case, Move, Raiser
from yingzhou.work.cases.queries import facts_of
from yingzhou.work.network.models import Organization


@dataclass(frozen=True)
class With:
    """What comes with a move and is kept with it."""

    words: str = ""
    station: Organization | None = None
    handler: Officer | None = None
    due_on: date | None = None
    is_override: bool = False


def locked(case: Case) -> Case:
    """The row, held until the end of the transaction."""
    return Case.objects.select_for_update(of=("self",)).select_related("business", "station", "handler").get(pk=case.pk)


def officer_id(by: Actor) -> int | None:
    return by.officer_id if isinstance(by, Viewer) else None


def parties(by: Actor, case: Case) -> frozenset[Party]:
    """In which capacities somebody stands to the case.  A visitor is let in by the code alone, so it is the raiser."""
    if isinstance(by, Viewer):
        return rules.parties_of(by, facts_of(by, case))
    if isinstance(by, Visitor):
        return frozenset({Party.RAISER})
    return frozenset({Party.CLOCK}) if isinstance(by, Agent) else frozenset()


def move(
    case: Case,
    name: Made,
    *,
    by: Actor,
    given: frozenset[Need] = frozenset(),
    come_with: With | None = None,
    changes: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None,
) -> Case:
    """Make one move with a locked case: check, change, add the move, write the line of the trail."""
    rules.check_moved_here(Kind(case.kind), name)
    come_with = come_with or With()
    before = Stage(case.stage)
    standing = Standing(before, str(case.handler_id or ""))
    counts_as = rules.acting_as(by, case.handler_id) if isinstance(by, Viewer) else by.actor
    asked = Attempt(name, str(counts_as), parties(by, case), given, str(come_with.handler.pk if come_with.handler else ""))
    rule = rules.check_move(standing, asked)
    if rule.clears_handler:
        case.handler = None
    return _written(case, name, Stage(rule.to) if rule.to else before, by, come_with, changes, facts)


def advance(
    *,
    case: Case,
    name: Made,
    to: Stage,
    by: Actor,
    come_with: With | None = None,
    changes: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None,
) -> Case:
    """Take a locked case of a statutory kind to a stage: for the verbs of the room above, whose own rules have decided."""
    rules.check_moved_above(Kind(case.kind), name)
    return _written(case, name, to, by, come_with or With(), changes, facts)


def _written(
    case: Case,
    name: Made,
    to: Stage,
    by: Actor,
    come_with: With,
    changes: dict[str, Any] | None,
    facts: dict[str, Any] | None,
) -> Case:
    before, case.stage = Stage(case.stage), to
    for field, value in (changes or {}).items():
        setattr(case, field, value)
    case.save()
    Move.objects.create(
        case=case,
        name=name,
        before=before,
        after=case.stage,
        at=now(),
        actor=by.actor,
        officer_id=officer_id(by),
        words=come_with.words.strip(),
        station=come_with.station,
        handler=come_with.handler,
        due_on=come_with.due_on,
        is_override=come_with.is_override,
    )
    record(f"case.{name}", case, by=by, stage=case.stage, **(facts or {}))
    return case


def ended(outcome: Outcome) -> dict[str, Any]:
    """What a closing sets."""
    return {"outcome": outcome, "closed_on": today()}


def set_erasure(case: Case) -> None:
    """The name and phone go a while after closing; never while the case is open."""
    day = rules.erase_on(case.closed_on) if case.closed_on else None
    Raiser.objects.filter(case=case, erased_at__isnull=True).update(erase_on=day)
