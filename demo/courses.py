"""How one matter goes round the loop: the moves, their moments in office hours, and where it stands at the end."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID

from demo import words
from demo.businesses import Made
from demo.trail import morning
from yingzhou.engines.lifecycle import STANDARD
from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases.choices import Answer, Kind, Outcome, Stage
from yingzhou.work.cases.choices import Made as Step
from yingzhou.work.cases.rules import Promise, latest_extension, promise_of

#: The steps of every course, by what it is to show.
COURSES: dict[str, tuple[Step, ...]] = {
    "intake": (),
    "sent_back": (Step.DISPATCH, Step.SEND_BACK),
    "unassigned": (Step.DISPATCH,),
    "dispatched": (Step.DISPATCH,),
    "handling": (Step.DISPATCH, Step.START),
    "extension": (Step.DISPATCH, Step.START, Step.ASK_EXTENSION),
    "verifying": (Step.DISPATCH, Step.START, Step.HAND_IN),
    "reopened": (Step.DISPATCH, Step.START, Step.HAND_IN, Step.CLOSE, Step.REOPEN),
    "closed": (Step.DISPATCH, Step.START, Step.HAND_IN, Step.CLOSE),
    "closed_redone": (Step.DISPATCH, Step.START, Step.HAND_IN, Step.REDO, Step.HAND_IN, Step.CLOSE),
    "closed_again": (
        *(Step.DISPATCH, Step.START, Step.HAND_IN, Step.CLOSE, Step.REOPEN),
        *(Step.ASSIGN, Step.START, Step.HAND_IN, Step.CLOSE),
    ),
}
#: What a day is counted as: the matter's first look, until somebody has taken it up.
FIRST_LOOK = frozenset({"intake", "sent_back", "unassigned", "dispatched"})


@dataclass
class Taken:
    """One move that was made."""

    name: Step
    at: datetime
    officer: Officer | None
    words: str = ""
    before: Stage = Stage.INTAKE
    after: Stage = Stage.INTAKE
    handler: Officer | None = None
    due_on: date | None = None


@dataclass
class Said:
    """An answer to 真的解决了吗, after the round of that number."""

    round: int
    answer: Answer
    left_open: str
    at: datetime


@dataclass
class Matter:
    """One matter, what was done with it, and where it stands."""

    public_id: UUID
    kind: Kind
    title: str
    text: str
    done: str
    business: Made
    business_id: int
    received_at: datetime
    intake: Officer
    head: Officer
    first: Officer
    second: Officer
    promise: Promise
    handler: Officer | None = None
    has_station: bool = False
    stage: Stage = Stage.INTAKE
    number: str = ""
    result: str = ""
    outcome: str = ""
    closed_on: date | None = None
    asked_until: date | None = None
    moves: list[Taken] = field(default_factory=list)
    proofs: list[tuple[datetime, Officer]] = field(default_factory=list)
    answers: list[Said] = field(default_factory=list)


@cache
def promised(kind: Kind, day: date) -> Promise:
    """The promise of a day of receipt."""
    return promise_of(kind, received_on=day)


def received_for(kind: Kind, course: str, target: date, *, today: date) -> date:
    """The latest day of receipt, before today, whose promise falls due by the target."""
    day = today
    while True:
        day -= timedelta(days=1)
        told = promised(kind, day)
        if (told.first_due_on if course in FIRST_LOOK else told.due_on) <= target:
            return day


def walk(one: Matter, course: str, draw: random.Random, *, last: date) -> None:
    """Every move of the course between receipt and the last day; then where that leaves the matter."""
    steps = COURSES[course]
    moments = _moments(one.received_at, last, len(steps), draw)
    one.moves.append(Taken(Step.OPEN, one.received_at, one.intake))
    handler = None if course == "unassigned" else one.first
    for step, at in zip(steps, moments, strict=True):
        if step == Step.ASSIGN:
            handler = one.second
        taken = Taken(step, at, _by(one, step, handler), _words(one, step, draw))
        if step in (Step.DISPATCH, Step.ASSIGN):
            taken.handler = handler
        one.moves.append(taken)
        if step == Step.HAND_IN and handler:
            one.proofs.append((at - timedelta(seconds=20), handler))
    if course.startswith("closed") and draw.random() < 0.4:
        one.answers.append(Said(steps.count(Step.CLOSE), Answer.SOLVED, "", one.moves[-1].at + timedelta(seconds=3000)))
    _fold(one, draw)


def escalate(one: Matter, *, today: date) -> None:
    """What the clock has done about a promise that was missed before yesterday; it will see to yesterday's itself."""
    day = one.promise.due_on + timedelta(days=1)
    if one.stage == Stage.CLOSED or day >= today:
        return
    words_of_clock = "过了答应的日子，系统自动督办"
    taken = Taken(Step.ESCALATE, morning(day, -530), None, words_of_clock, due_on=one.promise.due_on)
    one.moves = sorted([*one.moves, taken], key=lambda each: each.at)
    stage = Stage.INTAKE
    for each in one.moves:
        each.before = stage
        each.after = stage = _after(each.name, stage)


def _moments(received: datetime, last: date, count: int, draw: random.Random) -> list[datetime]:
    """So many moments on working days after receipt, 40 seconds apart at least."""
    first = (received + timedelta(hours=8)).date()
    days = [first + timedelta(days=n) for n in range(max((last - first).days, 0) + 1)]
    days = [day for day in days if day.weekday() < 5 or day == first]
    chosen = sorted((draw.randrange(len(days)), draw.randint(70, 470)) for _ in range(count))
    return [morning(days[day], minutes) + timedelta(seconds=40 * n) for n, (day, minutes) in enumerate(chosen)]


def _by(one: Matter, step: Step, handler: Officer | None) -> Officer | None:
    if step in (Step.DISPATCH, Step.REOPEN):
        return one.intake
    return one.head if step in (Step.ASSIGN, Step.REDO, Step.CLOSE) else handler


def _words(one: Matter, step: Step, draw: random.Random) -> str:
    told = {
        Step.HAND_IN: (one.done,),
        Step.SEND_BACK: words.SENT_BACK,
        Step.REDO: words.REDONE,
        Step.REOPEN: words.LEFT_OPEN,
        Step.ASK_EXTENSION: words.MORE_TIME,
    }
    return draw.choice(told[step]) if step in told else ""


def _after(name: Step, before: Stage) -> Stage:
    to = STANDARD.rule(name).to if name != Step.OPEN else ""
    return Stage(to) if to else before


def _fold(one: Matter, draw: random.Random) -> None:
    """Move by move: the stage, the handler, the promise, the outcome, as the actions set them."""
    rounds = 0
    for each in one.moves:
        each.before, each.after = one.stage, _after(each.name, one.stage)
        one.stage, day = each.after, (each.at + timedelta(hours=8)).date()
        if each.name in (Step.DISPATCH, Step.ASSIGN):
            one.handler, one.has_station = each.handler, True
        elif each.name == Step.SEND_BACK:
            one.handler, one.has_station = None, False
        elif each.name == Step.HAND_IN:
            one.result = each.words
        elif each.name == Step.CLOSE:
            rounds += 1
            one.closed_on = day
            one.outcome = draw.choices((Outcome.DONE, Outcome.EXPLAINED, Outcome.REFERRED), (88, 9, 3))[0]
        elif each.name == Step.REOPEN:
            answer = draw.choice((Answer.UNSOLVED, Answer.PARTLY))
            one.answers.append(Said(rounds, answer, each.words, each.at - timedelta(seconds=1)))
            one.closed_on, one.outcome, one.result, one.handler = None, "", "", None
            one.promise = promised(one.kind, day)
        elif each.name == Step.ASK_EXTENSION:
            received = (one.received_at + timedelta(hours=8)).date()
            each.due_on = one.asked_until = latest_extension(one.promise.due_on, received_on=received)
