"""Statutory and promised days: working days, calendar days, months and years, with the derivation day by day.

Promise: the day a period began is never counted; every day of the answer says whether it counted and why; a date that leans
on a year whose holiday notice is not out is marked provisional.  See docs/explanation/engines/deadlines.md.
"""

from yingzhou.engines.deadlines.calendar import WorkCalendar
from yingzhou.engines.deadlines.due import Due, DueDay, Suspension, due

__all__ = ["Due", "DueDay", "Suspension", "WorkCalendar", "due"]
