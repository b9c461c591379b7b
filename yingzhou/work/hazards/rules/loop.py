"""The loop of a hazard as data: 发现 → 建议 → 凭据 → 复查 → 销号, with the ways out.

There is no move to an inspection.  The only way out of the room is a clue handed over, asked by one and approved by another.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.engines.lifecycle import Attempt, Loop, MoveRule, Need, Party, Shortfall, Standing, Want
from yingzhou.work.cases.choices import Stage
from yingzhou.work.hazards.choices import State
from yingzhou.work.hazards.rules import refusals


class Do(StrEnum):
    """What may be done with a hazard."""

    TAKE = "take"
    ADVISE = "advise"
    ORDER = "order"
    INVITE = "invite"
    PROVE = "prove"
    ACCEPT = "accept"
    GIVE_BACK = "give_back"
    RECHECK_PASSED = "recheck_passed"
    RECHECK_FAILED = "recheck_failed"
    FINISH = "finish"
    CLOSE_WITHOUT = "close_without"
    ASK_HANDOVER = "ask_handover"
    HAND_OVER = "hand_over"
    TAKEN = "taken"
    RETURNED = "returned"
    STOP = "stop"
    NOTE = "note"


DO_WORDS = {
    Do.TAKE: _("定承办人"),
    Do.ADVISE: _("给整改建议"),
    Do.ORDER: _("责令限期改正"),
    Do.INVITE: _("发整改链接"),
    Do.PROVE: _("交整改凭据"),
    Do.ACCEPT: _("收下凭据"),
    Do.GIVE_BACK: _("退回再改"),
    Do.RECHECK_PASSED: _("复查合格"),
    Do.RECHECK_FAILED: _("复查不合格"),
    Do.FINISH: _("销号"),
    Do.CLOSE_WITHOUT: _("没有凭据，写明理由销号"),
    Do.ASK_HANDOVER: _("申请移送线索"),
    Do.HAND_OVER: _("批准移送线索"),
    Do.TAKEN: _("登记线索已接收"),
    Do.RETURNED: _("登记线索退回"),
    Do.STOP: _("停止上报"),
    Do.NOTE: _("记一笔"),
}

PARTY_WORDS = {
    Party.HANDLER: _("承办人"),
    Party.HEAD: _("站长"),
    Party.INTAKE: _("业务科室"),
    Party.STATION: _("本站工作人员"),
    Party.OWNER: _("店家"),
}

NEED_WORDS = {
    Need.REASON: _("写明原因"),
    Need.HANDLER: _("选一名承办人"),
    Need.EVIDENCE: _("附一张整改后的照片"),
    Need.OVERRIDE: _("写明为什么没有凭据也能销号"),
    Need.DAY: _("选一个日期"),
}

#: The stage of the case behind each state, so that every list of cases tells the truth.
STAGES = {
    State.FOUND: Stage.DISPATCHED,
    State.FIXING: Stage.HANDLING,
    State.PROVED: Stage.VERIFYING,
    State.RECHECK: Stage.VERIFYING,
    State.PASSED: Stage.VERIFYING,
    State.HANDED: Stage.HANDLING,
    State.CLOSED: Stage.CLOSED,
}

_WITH_US = frozenset({State.FOUND, State.FIXING, State.PROVED, State.RECHECK, State.PASSED})
_OPEN = _WITH_US | {State.HANDED}
_OURS = frozenset({Party.HANDLER, Party.HEAD})
_DECIDES = frozenset({Party.HEAD, Party.INTAKE})
_LOOKS = frozenset({Party.HANDLER, Party.HEAD, Party.STATION})
_REASON, _DAY = frozenset({Need.REASON}), frozenset({Need.DAY})


def _move(
    do: Do, froms: Iterable[State], to: State | None, who: frozenset[Party], needs: Iterable[Need] = (), **more: Any
) -> MoveRule:
    return MoveRule(do, frozenset(froms), to, who, frozenset(needs), **more)


HAZARDS = Loop(
    stages=tuple(State),
    moves=(
        _move(Do.TAKE, _WITH_US, None, frozenset({Party.HEAD}), {Need.HANDLER}),
        _move(Do.ADVISE, {State.FOUND, State.FIXING}, State.FIXING, _OURS, _DAY),
        _move(Do.ORDER, {State.FOUND, State.FIXING, State.PROVED, State.RECHECK}, State.FIXING, _OURS | _DECIDES, _DAY),
        _move(Do.INVITE, {State.FIXING}, None, _OURS),
        _move(Do.PROVE, {State.FIXING}, State.PROVED, _OURS | {Party.OWNER}, {Need.EVIDENCE}),
        _move(Do.ACCEPT, {State.PROVED}, State.RECHECK, _OURS),
        _move(Do.GIVE_BACK, {State.PROVED}, State.FIXING, _OURS, {Need.REASON, Need.DAY}),
        _move(Do.RECHECK_PASSED, {State.FIXING, State.PROVED, State.RECHECK}, State.PASSED, _LOOKS),
        _move(Do.RECHECK_FAILED, {State.FIXING, State.PROVED, State.RECHECK}, State.FIXING, _LOOKS, {Need.REASON, Need.DAY}),
        _move(Do.FINISH, {State.PASSED}, State.CLOSED, _LOOKS, {Need.EVIDENCE}),
        _move(Do.CLOSE_WITHOUT, _WITH_US, State.CLOSED, _DECIDES, {Need.OVERRIDE}, not_the_handler=True),
        _move(Do.ASK_HANDOVER, {State.FOUND, State.FIXING, State.PROVED, State.RECHECK}, None, _OURS, _REASON),
        _move(Do.HAND_OVER, {State.FOUND, State.FIXING, State.PROVED, State.RECHECK}, State.HANDED, _DECIDES),
        _move(Do.TAKEN, {State.HANDED}, State.CLOSED, frozenset({Party.INTAKE}), _REASON),
        _move(Do.RETURNED, {State.HANDED}, State.FIXING, frozenset({Party.INTAKE}), {Need.REASON, Need.DAY}),
        _move(Do.STOP, _OPEN, None, _OURS | _DECIDES, _REASON),
        _move(Do.NOTE, _OPEN, None, _OURS | _DECIDES | {Party.STATION}),
    ),
)


def check(standing: Standing, attempt: Attempt) -> MoveRule:
    """Let a step pass, or refuse it in words: what was asked, why not, what would work."""
    wrong = HAZARDS.shortfalls(standing, attempt)
    if wrong:
        raise _refusal(standing, attempt, wrong)
    return HAZARDS.rule(attempt.move)


def open_to(standing: Standing, by: str, parties: frozenset[Party]) -> frozenset[str]:
    """The names of the steps to offer as buttons."""
    return frozenset(rule.name for rule in HAZARDS.open_to(standing, by, parties))


def _refusal(standing: Standing, attempt: Attempt, wrong: tuple[Shortfall, ...]) -> Refusal:
    do = DO_WORDS[Do(attempt.move)]
    first, *rest = wrong
    if first.want == Want.WRONG_STAGE:
        allowed = "、".join(str(DO_WORDS[Do(rule.name)]) for rule in HAZARDS.out_of(standing.stage)) or "—"
        return refusals.NotNow(state=State(standing.stage).label, do=do, allowed=allowed)
    if first.want == Want.WRONG_PARTY:
        return refusals.NotYours(do=do, who="、".join(str(PARTY_WORDS[Party(name)]) for name in first.about.split("|")))
    if first.want == Want.SAME_PERSON:
        return refusals.NotByYourself(do=do)
    if first.about == Need.EVIDENCE:
        return refusals.NoPicture(do=do)
    needs = "、".join(str(NEED_WORDS[Need(one.about)]) for one in (first, *rest))
    return refusals.SomethingMissing(do=do, needs=needs, field=_FIELDS.get(Need(first.about), "words"))


_FIELDS = {Need.DAY: "by_on", Need.HANDLER: "handler", Need.OVERRIDE: "words"}
