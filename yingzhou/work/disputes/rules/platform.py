"""The national platform's ledger: how its cells are read, what a row must say, and what its states mean for us."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from yingzhou.base.staging.choices import Severity
from yingzhou.base.staging.columns import Column, Note, Notes, Reader, Values, amount, code_text, day, each, text
from yingzhou.base.words import _, either
from yingzhou.engines.deadlines import due
from yingzhou.rulebook import figure
from yingzhou.rulebook.platform import LedgerColumn, ledger
from yingzhou.work.cases.choices import Outcome
from yingzhou.work.cases.rules import work_calendar
from yingzhou.work.disputes.choices import ComplaintState, Ground, ReceiptChannel, Topic

EARLIEST = date(2000, 1, 1)
MOST_MONEY = 99_999_999.0
LONGEST_TEXT = 30_000
REQUIRED = frozenset({"number", "received_on", "respondent_name"})
PERSONAL = frozenset({"person", "phone", "address"})

#: States in which nothing has been decided, and those in which the matter is over.
UNDECIDED = frozenset({ComplaintState.RECEIVED, ComplaintState.RETURNED, ComplaintState.WITHDRAWN})
OVER: Mapping[ComplaintState, Outcome] = {
    ComplaintState.RETURNED: Outcome.REFERRED,
    ComplaintState.DECLINED: Outcome.EXPLAINED,
    ComplaintState.PERFORMED: Outcome.DONE,
    ComplaintState.TERMINATED: Outcome.EXPLAINED,
    ComplaintState.WITHDRAWN: Outcome.WITHDRAWN,
}
#: A result that says more than a state "over" does.
BY_RESULT = (ComplaintState.TERMINATED, ComplaintState.WITHDRAWN, ComplaintState.PERFORMED)

#: What problems of this kind of import say: (why, what would work).
WORDS: dict[str, tuple[Any, Any]] = {
    "same_number": (_("与第 {other} 行编号相同"), _("一件只留一行")),
    "decided_missing": (_("办理状态是“{state}”，没有受理决定日期"), _("补上决定的日子")),
    "ended_missing": (_("办理状态是“{state}”，没有终止或办结日期"), _("补上办结的日子")),
    "ground_missing": (_("写了不予受理，没有写哪一种情形"), _("补上不予受理情形")),
    "before_receipt": (_("早于收到日期 {received}"), _("核对两个日期")),
    "before_decision": (_("早于受理决定日期 {decided}"), _("核对两个日期")),
    "no_request": (_("没有投诉请求，也没有问题描述"), _("照写；请在投诉页补上")),
    "unknown_state": (_("认不出的办理状态"), _("可以写：{allowed}")),
    "unknown_topic": (_("认不出的问题类别"), _("照写，归入“其他问题”")),
    "unknown_channel": (_("认不出的接收方式"), _("照写，记作全国12315平台")),
    "number_long": (_("编号最长 40 位"), _("核对编号")),
}

_CLOCK_TIME = re.compile(r"[ T]\d{1,2}[:：]\d{1,2}([:：]\d{1,2}(\.\d+)?)?$")
_MONEY_MARKS = re.compile(r"[¥￥元圆\s]|人民币|RMB", re.IGNORECASE)  # data


def _after(change: Callable[[str], str], reader: Reader) -> Reader:
    def read(cells: Sequence[str]) -> tuple[Values, Notes]:
        return reader([change(cell) for cell in cells])

    return read


def _words_for(kind: str, labels: Any) -> dict[str, str]:
    said = {word: choice for choice, words in ledger().words[kind].items() for word in words}
    return {**{str(label): str(value) for value, label in (labels.choices if labels else ())}, **said}


def _known(kind: str, labels: Any, code: str, severity: Severity, fallback: str | None) -> Reader:
    table = {word.replace(" ", ""): choice for word, choice in _words_for(kind, labels).items()}
    shown = "、".join(words[0] for words in ledger().words[kind].values())

    def read_one(cell: str) -> tuple[str | None, Note | None]:
        found = table.get(cell.replace(" ", ""))
        return (found, None) if found is not None else (fallback, Note(code, severity, {"allowed": shown}))

    return each(read_one)


def _ground(cell: str) -> tuple[str | None, Note | None]:
    """A ground by its words, or by words that hold it; what is not recognized is the last one, and its words stay as they are."""
    plain = cell.replace(" ", "")
    for choice, words in ledger().words["ground"].items():
        if any(word == plain or (len(word) > 3 and word in plain) for word in words):
            return choice, None
    return str(Ground.OTHER), None


def _yes(cell: str) -> tuple[str | None, Note | None]:
    """Consent is what says so; anything else is none."""
    words = ledger().words["yesno"]
    return ("t" if cell.upper() in words["t"] else "f"), None


def _readers(today: date) -> dict[str, Reader]:
    past = _after(lambda cell: _CLOCK_TIME.sub("", cell), day(earliest=EARLIEST, latest=today))
    warn, stop = Severity.WARNING, Severity.ERROR
    return {
        "number": code_text(40),
        "received_on": past,
        "channel": _known("channel", ReceiptChannel, "unknown_channel", warn, str(ReceiptChannel.PLATFORM)),
        "person": text(60),
        "phone": code_text(60),
        "address": text(200),
        "respondent_name": text(120),
        "respondent_uscc": code_text(18),
        "respondent_address": text(200),
        "goods": text(120),
        "topic": _known("topic", Topic, "unknown_topic", warn, str(Topic.OTHER)),
        "request": text(LONGEST_TEXT),
        "facts": text(LONGEST_TEXT),
        "amount": _after(lambda cell: _MONEY_MARKS.sub("", cell), amount(times=1, least=0, most=MOST_MONEY)),
        "bought_on": past,
        "state": _known("state", ComplaintState, "unknown_state", stop, None),
        "decided_on": past,
        "ground": each(_ground),
        "reason": text(LONGEST_TEXT),
        "ended_on": past,
        "result": text(LONGEST_TEXT),
        "consents_publication": each(_yes),
        "consents_delegation": each(_yes),
        "office": text(120),
    }


@cache
def columns(today: date) -> tuple[Column, ...]:
    """The columns of the ledger, in the order of the shipped list."""
    readers = _readers(today)
    return tuple(_column(one, readers[one.name]) for one in ledger().columns)


def _column(one: LedgerColumn, reader: Reader) -> Column:
    return Column(
        one.name,
        either(one.label, one.label_en),
        reader,
        aliases=(one.label, *one.aliases),
        required=one.name in REQUIRED,
        sensitive=one.name in PERSONAL,
    )


def labels() -> dict[str, Any]:
    """What each column is called, in the language of the moment."""
    return {one.name: either(one.label, one.label_en) for one in ledger().columns}


def written(kind: str, choice: str) -> str:
    """The word we write for a choice when a cell has changed: the platform's own, in Chinese."""
    words = ledger().words[kind].get(str(choice))
    return words[0] if words else ""


@dataclass(frozen=True)
class Standing:
    """Where a row says its complaint stands."""

    state: ComplaintState
    ground: str
    reason: str


def standing(
    *, state: str | None, decided_on: str | None, ground: str | None, reason: str | None, result: str | None
) -> Standing:
    """The state a row means: its own word, or what its other cells imply; a result may say how it ended."""
    said = ComplaintState(state) if state else _implied(decided_on, ground)
    if said in (ComplaintState.PERFORMED, ComplaintState.SETTLED) and result:
        said = next((over for over in BY_RESULT if _says(result, over)), said)
    if said != ComplaintState.DECLINED:
        return Standing(said, "", reason or result or "")
    why = str(ground or "")
    return Standing(said, why, reason or result or (str(Ground(why).label) if why else ""))


def _implied(decided_on: str | None, ground: str | None) -> ComplaintState:
    if ground:
        return ComplaintState.DECLINED
    return ComplaintState.ACCEPTED if decided_on else ComplaintState.RECEIVED


def _says(result: str, state: ComplaintState) -> bool:
    return any(word in result for word in ledger().words["state"][str(state)])


def termination(state: str, reason: str) -> str:
    """Which of the eight ways mediation ended, by the words the file has for it; the last one where it has none."""
    if state != ComplaintState.TERMINATED:
        return ""
    return next((way for way, words in ledger().words["termination"].items() if any(word in reason for word in words)), "other")


def missing(found: Standing, *, decided_on: str | None, ended_on: str | None) -> tuple[str, str] | None:
    """(column, code) of what a row must say and does not; a state is only what somebody decided on a day."""
    if found.state == ComplaintState.DECLINED and not found.ground:
        return "ground", "ground_missing"
    if found.state not in UNDECIDED and not decided_on:
        return "decided_on", "decided_missing"
    if found.state in OVER and not (ended_on or (decided_on and found.state == ComplaintState.DECLINED)):
        return "ended_on", "ended_missing"
    return None


@dataclass(frozen=True)
class Facts:
    """The matter's own facts that follow from where its complaint stands."""

    outcome: str
    closed_on: date | None
    due_on: date
    due_figure: str
    is_provisional: bool

    @property
    def is_over(self) -> bool:
        return bool(self.outcome)


@cache
def matter_facts(state: ComplaintState, received_on: date, decided_on: date | None, ended_on: date | None) -> Facts:
    """By when, by the rules of the day of receipt; and how it ended, if it did."""
    name, begins = "complaints.acceptance_days", received_on
    if decided_on and state not in UNDECIDED and state != ComplaintState.DECLINED:
        name, begins = "complaints.mediation_days", decided_on
    told = figure(name, on=received_on)
    last = due(begins, int(told.value), told.unit, work_calendar())
    closed_on = (ended_on or decided_on or received_on) if state in OVER else None
    return Facts(str(OVER.get(state, "")), closed_on, last.due_strict, name, last.provisional)
