"""By when: our own promises, never a statutory period; each by the figure of its own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import accumulate

from yingzhou.engines.deadlines import Due, DueDay, WorkCalendar, due
from yingzhou.rulebook import calendars, figure
from yingzhou.work.cases.choices import Kind
from yingzhou.work.cases.rules.refusals import ExtensionTooLong, TooLateToReopen

#: The two promises of each kind: a first look, and the answer.  A complaint begins with the day the law sets for deciding.
FIRST_LOOK = {
    Kind.DEMAND: "promises.demand_first_reply_days",
    Kind.HAZARD: "promises.demand_first_reply_days",
    Kind.SIGNAL: "promises.demand_first_reply_days",
    Kind.DISPUTE: "promises.dispute_first_contact_days",
    Kind.COMPLAINT: "complaints.acceptance_days",
}
ANSWER_BY = {
    Kind.DEMAND: "promises.demand_reply_days",
    Kind.HAZARD: "promises.hazard_rectify_days",
    Kind.SIGNAL: "promises.signal_check_days",
    Kind.DISPUTE: "promises.dispute_settle_days",
    Kind.COMPLAINT: "complaints.acceptance_days",
}


@dataclass(frozen=True)
class Promise:
    """Our own promise for a matter: look by, answer by, the figure it rests on, and whether the calendar is known."""

    first_due_on: date
    due_on: date
    figure: str
    is_provisional: bool


def promise_of(kind: Kind, *, received_on: date) -> Promise:
    """The promise by the figures of the day of receipt.  None is a statutory period but a complaint's, told by its strict day."""
    name = ANSWER_BY[kind]
    first = _days(FIRST_LOOK[kind], received_on)
    last = _days(name, received_on)
    is_provisional = first.provisional or last.provisional
    if kind == Kind.COMPLAINT:
        return Promise(first.due_strict, last.due_strict, name, is_provisional)
    return Promise(first.due_rolled, last.due_rolled, name, is_provisional)


def latest_extension(due_on: date, *, received_on: date) -> date:
    """The last day one extension may reach, from the present promise."""
    allowed = figure("promises.extension_days", on=received_on)
    return due(due_on, int(allowed.value), allowed.unit, work_calendar()).due_rolled


def check_extension(to_day: date, *, due_on: date, received_on: date) -> None:
    """Refuse an extension that is none, or longer than one may be."""
    latest = latest_extension(due_on, received_on=received_on)
    if not due_on < to_day <= latest:
        raise ExtensionTooLong(latest=latest.isoformat(), due_on=due_on.isoformat())


def check_reopen(*, closed_on: date, today: date) -> None:
    """Refuse once the window since closing is over.  The clock is the server's."""
    days = int(figure("promises.reopen_days", on=closed_on).value)
    if today > closed_on + timedelta(days=days):
        raise TooLateToReopen(days=days)


def erase_on(closed_on: date) -> date:
    """The day the raiser's name and phone are erased."""
    return closed_on + timedelta(days=int(figure("retention.raiser_days", on=closed_on).value))


def derivation(name: str, *, received_on: date) -> tuple[DueDay, ...]:
    """The promise day by day: which counted, which did not, and why."""
    return _days(name, received_on).days


def days_left(due_on: date, *, on: date, working: bool, calendar: WorkCalendar | None = None) -> int:
    """Days to go from a day until the promise; negative once it is late.  Counted as the promise itself is counted."""
    if not working:
        return (due_on - on).days
    known = calendar or work_calendar()
    if due_on >= on:
        return _worked_between(on, due_on, known)
    return -max(_worked_between(due_on, on, known), 1)


def _worked_between(after: date, until: date, calendar: WorkCalendar) -> int:
    """Working days after one day up to another, that one included; as quick for years as for days."""
    whole_years = sum(_worked(calendar, year)[-1] for year in range(after.year, until.year))
    this_year = _worked(calendar, until.year)[until.timetuple().tm_yday]
    return whole_years + this_year - _worked(calendar, after.year)[after.timetuple().tm_yday]


@lru_cache(maxsize=256)
def _worked(calendar: WorkCalendar, year: int) -> tuple[int, ...]:
    """How many working days of a year have passed at the end of each of its days; before the first, none."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(accumulate((int(calendar.is_working(day)) for day in days), initial=0))


def is_working_days(name: str, *, on: date) -> bool:
    """Whether a promise is counted in working days."""
    return figure(name, on=on).unit == "working_day"


@cache
def work_calendar() -> WorkCalendar:
    """The working days of the years whose notice is shipped."""
    told = calendars.days()
    return WorkCalendar(told.years, told.rest, told.statutory, told.made_up)


def _days(name: str, on: date) -> Due:
    promised = figure(name, on=on)
    return due(on, int(promised.value), promised.unit, work_calendar())
