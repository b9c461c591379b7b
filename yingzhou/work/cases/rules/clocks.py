"""Statutory clocks: when they end, what may stop, lengthen or restart them; by the figure of the day of receipt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from yingzhou.base.words import _
from yingzhou.engines.deadlines import UNITS, Due, Extension, Restart, Suspension, WorkCalendar, due
from yingzhou.rulebook import Figure, calendars
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Pause
from yingzhou.work.cases.rules.clock_refusals import (
    DayNotPossible,
    ExtendedAlready,
    NoExtension,
    NoPeriod,
    NotApprover,
    PauseNotAllowed,
    ReasonMissing,
    TermOver,
)

ONE_DAY = timedelta(days=1)
#: Order 121, article 21 suspends the mediation; nothing suspends its term.  Shown beside a clock, never counted.
RECUSAL_RISK = _("有人申请回避，调解中止；但没有条文让期限停下，期限照常计算")
#: The words of a derivation stay Chinese, like the articles they stand for.
APPROVED, RESTARTED, OUT = "经{}批准", "补充新事实，重新计算", "{}，不计入"  # data


class ClockState(StrEnum):
    """Where a clock stands on a day; never stored."""

    RUNNING = "running"
    PAUSED = "paused"
    LATE = "late"
    STOPPED = "stopped"


STATE_WORDS = {
    ClockState.RUNNING: _("计算中"),
    ClockState.PAUSED: _("已暂停，恢复后顺延"),
    ClockState.LATE: _("已逾期"),
    ClockState.STOPPED: _("已停止"),
}


@dataclass(frozen=True)
class PauseFacts:
    """Days taken out: from `since` until the day before `until`; not over yet where there is none."""

    why: Pause
    since: date
    until: date | None = None


@dataclass(frozen=True)
class ClockFacts:
    """All a clock's days follow from, beside its figure and the calendar."""

    began_on: date
    restarted_on: date | None = None
    extended_by: int = 0
    pauses: tuple[PauseFacts, ...] = ()

    @property
    def counts_from(self) -> date:
        return self.restarted_on or self.began_on


@dataclass(frozen=True)
class Reckoned:
    """The answer of the engine, and which notices it rests on."""

    due: Due
    edition: str


def calendar_of(days: calendars.Days) -> WorkCalendar:
    """The days of the rulebook as the engine takes them."""
    return WorkCalendar(days.years, days.rest, days.statutory, days.made_up)


def reckon(facts: ClockFacts, term: Figure, days: calendars.Days, calendar: WorkCalendar | None = None) -> Reckoned:
    """When the clock ends, as things stand: a pause that is not over takes nothing out yet."""
    check_period(term)
    answer = due(
        facts.began_on,
        int(term.value),
        term.unit,
        calendar or calendar_of(days),
        suspensions=[_suspension(pause) for pause in facts.pauses if pause.until and pause.until > pause.since],
        extension=Extension(facts.extended_by, APPROVED.format(term.extra.get("extension_by", "")))
        if facts.extended_by
        else None,
        restarts=[Restart(facts.restarted_on, RESTARTED)] if facts.restarted_on else (),
    )
    return Reckoned(answer, calendars.edition(days, answer.leans_on))


def _suspension(pause: PauseFacts) -> Suspension:
    assert pause.until is not None
    return Suspension(pause.since, pause.until - ONE_DAY, OUT.format(pause.why.label))


def check_period(term: Figure) -> None:
    """Refuse a figure that is no number of days, months or years."""
    if term.kind != "figure" or term.unit not in UNITS or not isinstance(term.value, int):
        raise NoPeriod(label=term.label, source=term.source)


def check_begins(began_on: date, *, received_on: date, today: date) -> None:
    """Refuse a beginning before the receipt or in the future."""
    if not received_on <= began_on <= today:
        raise DayNotPossible(day=began_on, after=received_on, today=today)


def pauses_of(term: Figure) -> tuple[Pause, ...]:
    """What stops this clock, by its article."""
    return tuple(Pause(word) for word in term.extra.get("pauses", ()))


def check_pause(why: Pause | str, term: Figure, facts: ClockFacts, *, since: date, today: date) -> Pause:
    """The reason, where the article knows it; refused with those it does know."""
    allowed = pauses_of(term)
    if why not in allowed:
        said = "、".join(str(pause.label) for pause in allowed)
        raise PauseNotAllowed(label=term.label, source=term.source, allowed=said or _("没有任何情形"))
    ended = max((pause.until for pause in facts.pauses if pause.until), default=facts.counts_from)
    if not max(ended, facts.counts_from) <= since <= today:
        raise DayNotPossible(day=since, after=max(ended, facts.counts_from), today=today, field="since")
    return Pause(why)


def check_resume(until: date, *, since: date, today: date) -> None:
    """Refuse a day before the pause began, or one that has not come."""
    if not since <= until <= today:
        raise DayNotPossible(day=until, after=since, today=today, field="until")


def check_reason(words: str) -> str:
    """What was written, trimmed; refused where nothing was."""
    if not words.strip():
        raise ReasonMissing()
    return words.strip()


def extension_length(term: Figure) -> int:
    """By how much, in the period's own unit, the article lets it be extended; refused where it does not."""
    length = term.extra.get("extension")
    if not isinstance(length, int):
        raise NoExtension(label=term.label, source=term.source)
    return length


def extension_of(term: Figure) -> int:
    """The same, where somebody here may approve it."""
    if not term.extra.get("approver"):
        raise NoExtension(label=term.label, source=term.source)
    return extension_length(term)


def check_extension_of(term: Figure, facts: ClockFacts, *, due_strict: date, today: date) -> int:
    """The length of the extension; refused a second time, and once the term is over."""
    length = extension_of(term)
    if facts.extended_by:
        raise ExtendedAlready(source=term.source)
    is_paused = any(pause.until is None for pause in facts.pauses)
    if today > due_strict and not is_paused:
        raise TermOver(due=due_strict)
    return length


def check_approver(by: Viewer, term: Figure) -> None:
    """Only whom the article names: the head of the bureau is the bureau's leader, never the head of a section."""
    role = Role(term.extra["approver"])
    if not any(grant.role == role and (grant.everywhere or role != Role.BUREAU_LEADER) for grant in by.grants):
        raise NotApprover(who=term.extra.get("extension_by", role.label), source=term.source)


def check_restart(on: date, facts: ClockFacts, *, today: date) -> None:
    """Refuse a day before the present count began, or one that has not come."""
    if not facts.counts_from <= on <= today:
        raise DayNotPossible(day=on, after=facts.counts_from, today=today, field="on")


def state_of(*, due_strict: date, stopped_on: date | None, is_paused: bool, today: date) -> ClockState:
    """Where the clock stands; what counts is the strict day."""
    if stopped_on is not None:
        return ClockState.STOPPED
    if is_paused:
        return ClockState.PAUSED
    return ClockState.LATE if today > due_strict else ClockState.RUNNING


def risks_of(*, is_provisional: bool, confidence: str, extra: Iterable[object] = ()) -> tuple[str, ...]:
    """What somebody should know before leaning on the day."""
    found = []
    if is_provisional:
        found.append(str(_("暂定：用到的放假安排还没有公布，公布后会重算")))
    if confidence != "A":
        found.append(str(_("这个数值未经核对原文（可信度 {mark}）")).format(mark=confidence))
    return (*found, *map(str, extra))
