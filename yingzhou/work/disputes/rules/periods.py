"""几时为止: the periods of a complaint, each by the figure of the day it was received."""

from __future__ import annotations

from datetime import date

from yingzhou.engines.deadlines import Due, due
from yingzhou.rulebook import Figure, NoValueOn, UnknownFigure, figure
from yingzhou.work.cases.rules import work_calendar
from yingzhou.work.disputes.rules.refusals import IdentityDayTooLate

ACCEPTANCE = "complaints.acceptance_days"
MEDIATION = "complaints.mediation_days"
TERMINATION_NOTICE = "complaints.termination_notice_days"
CLUE_CHECK = "complaints.clue_check_days"
LIMITATION = "complaints.limitation_years"
AUTHORITY = "complaints.authority_dispute_days"


def told(name: str, *, received_on: date) -> Figure:
    """The figure of the rule set of the day of receipt."""
    return figure(name, on=received_on)


def has(name: str, *, on: date) -> bool:
    """Whether the rule set of a day knows the period at all."""
    try:
        figure(name, on=on)
    except (NoValueOn, UnknownFigure):
        return False
    return True


def period(name: str, *, began_on: date, received_on: date) -> Due:
    """A period that began on one day, counted by the rule set of the day of receipt."""
    length = told(name, received_on=received_on)
    return due(began_on, int(length.value), length.unit, work_calendar())


def decide_by(received_on: date) -> Due:
    """The last day to decide and tell the complainant."""
    return period(ACCEPTANCE, began_on=received_on, received_on=received_on)


def limitation_over(*, knew_on: date | None, received_on: date) -> date | None:
    """The day the limitation ended, if it ended before the receipt; a proposal for the fourth ground, never a decision."""
    if knew_on is None or not has(LIMITATION, on=received_on):
        return None
    last = period(LIMITATION, began_on=knew_on, received_on=received_on).due_strict
    return last if received_on > last else None


def check_identity_day(day: date, *, received_on: date, today: date) -> None:
    """Refuse a day for the proof of identity that leaves no time to decide: waiting does not stop the clock."""
    last = decide_by(received_on).due_strict
    if not today < day < last:
        raise IdentityDayTooLate(first=today.isoformat(), last=last.isoformat())
