"""查进度: by code, and only by code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yingzhou.base.actors import Visitor
from yingzhou.base.clock import today
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.refusals import Refusal
from yingzhou.base.secrets import blinds
from yingzhou.base.trail.models import Event
from yingzhou.base.words import _
from yingzhou.work.cases import actions, rules
from yingzhou.work.cases.choices import Answer, Made, Outcome, Paper, Stage
from yingzhou.work.cases.models import Case, Move

VISITOR = Visitor("portal")


class UnknownCode(Refusal):
    """No matter has this code; a code that never was and one that is wrong by a letter answer alike."""

    reason = _("没有查到这个编码")
    mend = _("看看有没有抄错：12 位或 16 位，只有数字和大写字母，没有字母 I、L、O、U")
    field = "code"
    status = 404


@dataclass(frozen=True)
class Step:
    """One step on the way, in words for whoever raised it: no names, no inner notes."""

    label: str
    at: datetime | None
    words: str = ""
    state: str = ""


@dataclass(frozen=True)
class Progress:
    """What the holder of the code sees.  No officer, no note between officers, nothing about any other matter."""

    number: str
    kind: str
    title: str
    text: str
    business: str
    place: str
    station: str
    stage: str
    stage_label: str
    received_at: datetime
    first_due_on: date
    due_on: date
    is_due_provisional: bool
    is_open: bool
    outcome: str
    result: str
    steps: tuple[Step, ...]
    asks: bool
    answered: str
    rounds: int
    photos: int
    is_anonymous: bool
    times_read: int


def progress(code: str) -> Progress:
    """How far it is; UnknownCode if there is none."""
    return _told(_case(code))


@transaction.atomic
def answer(code: str, *, solved: str, left_open: str = "") -> Progress:
    """真的解决了吗: anything but "solved" opens it again."""
    case = _case(code)
    actions.answer_outcome(case=case, answer=Answer(solved), left_open=left_open, by=VISITOR)
    return _told(_case(code))


@transaction.atomic
def add_word(code: str, *, words: str = "", photos: tuple[UUID, ...] = ()) -> Progress:
    """A word or a photo more, while it is open."""
    case = _case(code)
    if words.strip():
        actions.add_note(case=case, words=words, by=VISITOR)
    for evidence in Evidence.objects.filter(public_id__in=photos, kind="case"):
        actions.attach(case=case, evidence=evidence, paper=Paper.ADDED, by=VISITOR)
    return _told(_case(code))


@transaction.atomic
def withdraw(code: str) -> Progress:
    """Taken back by whoever raised it."""
    actions.withdraw_case(case=_case(code), by=VISITOR)
    return _told(_case(code))


def _case(code: str) -> Case:
    normal = rules.normal_code(code)
    found = Case.objects.filter(code__digest__in=blinds(normal, "cases.tracking")) if normal else Case.objects.none()
    case = found.select_related("business", "station", "community").first()
    if case is None:
        raise UnknownCode()
    return case


def _told(case: Case) -> Progress:
    moves = list(case.moves.select_related("station").order_by("pk"))
    rounds = sum(1 for move in moves if move.name == Made.CLOSE)
    answered = case.answers.filter(round=rounds).first() if rounds else None
    is_closed = case.stage == Stage.CLOSED
    by_us = case.outcome not in (Outcome.WITHDRAWN, Outcome.MERGED)
    return Progress(
        number=case.number,
        kind=str(case.get_kind_display()),
        title=case.title,
        text=case.text,
        business=case.business.name if case.business else "",
        place=case.place or (case.community.name if case.community else ""),
        station=case.station.name if case.station else "",
        stage=case.stage,
        stage_label=str(case.get_stage_display()),
        received_at=case.received_at,
        first_due_on=case.first_due_on or case.due_on,
        due_on=case.due_on,
        is_due_provisional=case.is_due_provisional,
        is_open=case.is_open,
        outcome=str(case.get_outcome_display()) if case.outcome else "",
        result=case.result,
        steps=tuple(_steps(case, moves)),
        asks=is_closed and by_us and answered is None and _may_reopen(case),
        answered=str(answered.get_answer_display()) if answered else "",
        rounds=rounds,
        photos=case.attachments.filter(added_by__isnull=True).count(),
        is_anonymous=not hasattr(case, "raiser"),
        times_read=Event.objects.filter(verb="raiser.read", subject_kind="cases.case", subject_id=case.public_id).count(),
    )


def _may_reopen(case: Case) -> bool:
    try:
        rules.check_reopen(closed_on=case.closed_on or today(), today=today())
    except rules.TooLateToReopen:
        return False
    return True


#: What the public is told of each move: the word, and whether what was written goes with it.
TOLD = {
    Made.OPEN: (_("收到"), False),
    Made.DISPATCH: (_("交给{station}"), False),
    Made.START: (_("开始办理"), False),
    Made.SEND_BACK: (_("交错了，退回重新交办"), False),
    Made.HAND_IN: (_("办了，等人核查"), True),
    Made.REDO: (_("核查没过，接着办"), False),
    Made.CLOSE: (_("办结"), False),
    Made.REOPEN: (_("重新打开，换一个人看"), False),
    Made.WITHDRAW: (_("您撤回了"), False),
    Made.MERGE: (_("与同一件事并在一起办"), False),
}
AHEAD = {
    Stage.INTAKE: (_("交到指导站"), _("办理"), _("核查"), _("办结，问您一句：真的解决了吗")),
    Stage.DISPATCHED: (_("办理"), _("核查"), _("办结，问您一句：真的解决了吗")),
    Stage.HANDLING: (_("核查"), _("办结，问您一句：真的解决了吗")),
    Stage.VERIFYING: (_("办结，问您一句：真的解决了吗"),),
    Stage.CLOSED: (),
}


def _steps(case: Case, moves: list[Move]) -> list[Step]:
    told: list[Step] = []
    for move in moves:
        if move.name == Made.NOTE and move.officer_id is None:
            told.append(Step(str(_("您补充了一句")), move.at, move.words, "done"))
        elif move.name == Made.EXTEND and move.due_on:
            told.append(Step(str(_("答应的日子改到 {day}")).format(day=move.due_on.isoformat()), move.at, "", "done"))
        elif move.name in TOLD:
            label, says = TOLD[Made(move.name)]
            station = move.station.name if move.station else ""
            told.append(Step(str(label).format(station=station), move.at, move.words if says else "", "done"))
    ahead = AHEAD[Stage(case.stage)]
    told += [Step(str(label), None, "", "now" if place == 0 else "") for place, label in enumerate(ahead)]
    return told


def matter_of(code: str) -> UUID:
    """The public id of the matter a code belongs to, for the window of the room that works on it; UnknownCode if none."""
    return _case(code).public_id
