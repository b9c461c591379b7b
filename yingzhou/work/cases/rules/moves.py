"""Who may do what with a matter, and what has to come with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.engines.lifecycle import STANDARD, Attempt, MoveRule, Need, Party, Shortfall, Standing, Want
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Answer, Kind, Made, Paper, Purpose, Stage
from yingzhou.work.cases.rules.refusals import (
    HasItsOwnPage,
    MoveNotAllowed,
    NoEvidence,
    NotByYourself,
    NotYours,
    PurposeMissing,
    SomethingMissing,
)

#: The number series of each kind: one of its own, so that a gap in one tells nothing about another.
NUMBER_WORDS = {Kind.DEMAND: "诉", Kind.HAZARD: "隐", Kind.SIGNAL: "线", Kind.DISPUTE: "和", Kind.COMPLAINT: "投"}  # data

#: What may be done with a complaint, too, where all other matters are worked on.
FOR_EVERY_KIND = frozenset({Made.OPEN, Made.NOTE, Made.ESCALATE})

PARTY_WORDS = {
    Party.RAISER: _("提出人"),
    Party.INTAKE: _("受理科室"),
    Party.HEAD: _("站长"),
    Party.HANDLER: _("承办人"),
    Party.CLOCK: _("系统"),
}
ATTACH_WORD = _("附材料")
ANSWER_WORD = _("答“真的解决了吗”")
NEED_WORDS = {
    Need.REASON: _("写明原因"),
    Need.STATION: _("选一个指导站"),
    Need.HANDLER: _("选一名承办人"),
    Need.RESULT: _("写明办了什么"),
    Need.EVIDENCE: _("附上凭据"),
    Need.OVERRIDE: _("写明为什么没有凭据也能办结"),
    Need.DAY: _("选一个日期"),
    Need.TARGET: _("选要并入的那一件"),
}


@dataclass(frozen=True)
class CaseFacts:
    """What the rules need to know of a matter."""

    kind: Kind
    stage: Stage
    station_id: int | None
    handler_id: int | None
    opened_by_id: int | None
    in_conflict: bool = False


def parties_of(viewer: Viewer, case: CaseFacts) -> frozenset[Party]:
    """In which capacities an officer stands to a matter.  Whoever has a conflict stands in none."""
    if case.in_conflict:
        return frozenset()
    found: set[Party] = set()
    if any(grant.everywhere for grant in viewer.grants_of(Role.DEPARTMENT)):
        found.add(Party.INTAKE)
    if any(case.station_id in grant.station_ids for grant in viewer.grants_of(Role.STATION_HEAD)):
        found.add(Party.HEAD)
    if case.handler_id in viewer.acts_for:
        found.add(Party.HANDLER)
    if case.opened_by_id == viewer.officer_id:
        found.add(Party.RAISER)
    return frozenset(found)


def acting_as(viewer: Viewer, handler_id: int | None) -> int:
    """Whom a viewer counts as when the loop asks whether it is the handler: a deputy of the handler is the handler."""
    return handler_id if handler_id is not None and handler_id in viewer.acts_for else viewer.officer_id


def check_move(standing: Standing, attempt: Attempt) -> MoveRule:
    """Let a step pass, or refuse it in words: what was asked, why not, what would work."""
    wrong = STANDARD.shortfalls(standing, attempt)
    if wrong:
        raise _refusal(standing, attempt, wrong)
    return STANDARD.rule(attempt.move)


def check_moved_here(kind: Kind, move: Made) -> None:
    """Refuse the general steps for a complaint: the law's own steps, with their notices and clocks, stand on its page."""
    if kind == Kind.COMPLAINT and move not in FOR_EVERY_KIND:
        raise HasItsOwnPage(move=move.label)


def check_moved_above(kind: Kind, move: Made) -> None:
    """Refuse to move anything but a complaint past the loop; a dispute may only be closed so, when it becomes one."""
    if kind != Kind.COMPLAINT and (kind, move) != (Kind.DISPUTE, Made.CLOSE):
        raise MoveNotAllowed(current=kind.label, move=move.label, allowed="—")


def open_moves(kind: Kind, standing: Standing, by: str, parties: frozenset[Party]) -> tuple[str, ...]:
    """The names of the moves to offer as buttons."""
    names = tuple(rule.name for rule in STANDARD.open_to(standing, by, parties))
    return tuple(name for name in names if kind != Kind.COMPLAINT or name in FOR_EVERY_KIND)


def may_see_identity(case: CaseFacts, parties: frozenset[Party]) -> bool:
    """The handler and the head of the station; intake only while nobody handles it."""
    if parties & {Party.HANDLER, Party.HEAD}:
        return True
    return Party.INTAKE in parties and case.stage == Stage.INTAKE


def check_purpose(purpose: Purpose, words: str) -> None:
    """ "Other" has to be written out."""
    if purpose == Purpose.OTHER and not words.strip():
        raise PurposeMissing()


def given(**things: Any) -> frozenset[Need]:
    """The needs that are met: `given(reason="…", day=None)`; an empty text meets nothing."""
    return frozenset(Need(name) for name, thing in things.items() if (thing.strip() if isinstance(thing, str) else thing))


def reopens(kind: Kind, answer: Answer) -> bool:
    """Anything but "solved" opens it again: half solved is not solved.  A complaint opens on new facts only."""
    return answer != Answer.SOLVED and kind != Kind.COMPLAINT


def bypasses_liaison(kind: Kind) -> bool:
    """A signal goes past the shop's own liaison and village."""
    return kind == Kind.SIGNAL


def is_proof(paper: Paper) -> bool:
    return paper == Paper.PROOF


def shortened(text: str, length: int = 28) -> str:
    """The first sentence of a text as its title."""
    first = text.strip().splitlines()[0] if text.strip() else ""
    for mark in "。！？!?；;":
        first = first.split(mark)[0]
    return first if len(first) <= length else first[: length - 1] + "…"


def _refusal(standing: Standing, attempt: Attempt, wrong: Iterable[Shortfall]) -> Refusal:
    move = Made(attempt.move).label
    first, *rest = wrong
    if first.want == Want.WRONG_STAGE:
        allowed = [str(Made(rule.name).label) for rule in STANDARD.out_of(standing.stage)]
        return MoveNotAllowed(current=Stage(standing.stage).label, move=move, allowed="、".join(allowed))
    if first.want == Want.WRONG_PARTY:
        who = "、".join(str(PARTY_WORDS[Party(name)]) for name in first.about.split("|") if name != Party.CLOCK)
        return NotYours(move=move, who=who)
    if first.want == Want.SAME_PERSON:
        return NotByYourself(move=move)
    if attempt.move == Made.CLOSE:
        return NoEvidence(move=move)
    needs = "、".join(str(NEED_WORDS[Need(one.about)]) for one in (first, *rest))
    return SomethingMissing(move=move, needs=needs, field=first.about)
