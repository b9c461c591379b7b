"""Which step may be taken with a complaint, from where, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.choices import ComplaintState as State
from yingzhou.work.disputes.rules.refusals import NotYourComplaint, StepNotOpen


class Step(StrEnum):
    """What officers do with a complaint, named as the actions are."""

    FORWARD = "forward"
    RETURN = "return_to_intake"
    ASK_IDENTITY = "ask_identity"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    TERMINATE = "terminate"
    SERVE = "serve"
    REOPEN = "reopen"
    NOTE = "note"
    CLUE = "note_clue"
    CLUE_CHECK = "check_clue"
    AUTHORITY = "dispute_authority"
    AUTHORITY_SETTLE = "settle_authority"
    CONSENT = "note_consent"
    ANSWER = "note_answer"
    SPLIT = "split"
    COMPLETE = "complete"


WORDS: dict[Step, Any] = {
    Step.FORWARD: _("分送"),
    Step.RETURN: _("退回统一接收机构"),
    Step.ASK_IDENTITY: _("限期提供身份证明"),
    Step.ACCEPT: _("受理"),
    Step.DECLINE: _("不予受理"),
    Step.WITHDRAW: _("投诉人撤回"),
    Step.TERMINATE: _("终止调解"),
    Step.SERVE: _("记送达"),
    Step.REOPEN: _("重新打开"),
    Step.NOTE: _("记一笔"),
    Step.CLUE: _("记下线索"),
    Step.CLUE_CHECK: _("记下线索的核查"),
    Step.AUTHORITY: _("处理权限有争议"),
    Step.AUTHORITY_SETTLE: _("记下权限归谁"),
    Step.CONSENT: _("记下被代表人的同意"),
    Step.ANSWER: _("记下回访"),
    Step.SPLIT: _("另行登记举报"),
    Step.COMPLETE: _("补全材料"),
}

UNDECIDED = frozenset({State.RECEIVED, State.RETURNED})
MEDIATED = frozenset({State.ACCEPTED, State.MEDIATING})
ENDED = frozenset({State.DECLINED, State.TERMINATED, State.WITHDRAWN, State.PERFORMED})
OPEN = frozenset(State) - ENDED

FROM: Mapping[Step, frozenset[State]] = {
    Step.FORWARD: UNDECIDED,
    Step.RETURN: frozenset({State.RECEIVED}),
    Step.ASK_IDENTITY: UNDECIDED,
    Step.ACCEPT: UNDECIDED,
    Step.DECLINE: UNDECIDED,
    Step.WITHDRAW: UNDECIDED,
    Step.TERMINATE: MEDIATED,
    Step.SERVE: frozenset(State),
    Step.REOPEN: ENDED | {State.SETTLED},
    Step.NOTE: OPEN,
    Step.CLUE: MEDIATED | {State.SETTLED},
    Step.CLUE_CHECK: frozenset(State),
    Step.AUTHORITY: UNDECIDED,
    Step.AUTHORITY_SETTLE: frozenset(State),
    Step.CONSENT: OPEN,
    Step.ANSWER: ENDED,
    Step.SPLIT: OPEN,
    Step.COMPLETE: OPEN,
}
#: Steps of the unified intake unit alone: whose a complaint is (article 41), and what of it is a report (article 9).
INTAKE_ONLY = frozenset({Step.FORWARD, Step.SPLIT})
HOLDERS = (Role.STATION_OFFICER, Role.STATION_HEAD)


@dataclass(frozen=True)
class ComplaintFacts:
    """What the rules need to know of a complaint."""

    state: State
    held_by_id: int | None
    handler_id: int | None


def is_intake(viewer: Viewer) -> bool:
    """Whether somebody sits at the unified intake unit."""
    return any(grant.everywhere for grant in viewer.grants_of(Role.DEPARTMENT))


def holds(viewer: Viewer, facts: ComplaintFacts) -> bool:
    """Whether the viewer's own station holds the complaint, or the viewer handles it."""
    at_station = any(facts.held_by_id in grant.station_ids for grant in viewer.grants_of(*HOLDERS))
    return at_station or (facts.handler_id is not None and facts.handler_id in viewer.acts_for and viewer.has(*HOLDERS))


def may(viewer: Viewer, facts: ComplaintFacts, step: Step) -> bool:
    """Whether the step is open to the viewer now."""
    return facts.state in FROM[step] and _is_theirs(viewer, facts, step)


def check(viewer: Viewer, facts: ComplaintFacts, step: Step) -> None:
    """Refuse a step that is not open, or belongs to somebody else."""
    if not _is_theirs(viewer, facts, step):
        who = _("统一接收机构") if step in INTAKE_ONLY else _("承办的指导站或者统一接收机构")
        raise NotYourComplaint(step=WORDS[step], who=who)
    if facts.state not in FROM[step]:
        raise StepNotOpen(state=State(facts.state).label, step=WORDS[step])


def _is_theirs(viewer: Viewer, facts: ComplaintFacts, step: Step) -> bool:
    if is_intake(viewer):
        return step != Step.RETURN
    return step not in INTAKE_ONLY and holds(viewer, facts)
