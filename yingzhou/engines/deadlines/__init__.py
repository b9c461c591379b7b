"""Statutory and promised days: working days, calendar days, months and years, with the derivation day by day.

Promise: the day a period began is never counted; every day of the answer says whether it counted and why; a date that leans
on a year whose holiday notice is not out is marked provisional.  See docs/explanation/engines/deadlines.md.
"""

from yingzhou.engines.deadlines.calendar import WorkCalendar
from yingzhou.engines.deadlines.due import UNITS, Due, DueDay, due
from yingzhou.engines.deadlines.inputs import Extension, Restart, Suspension

__all__ = ["UNITS", "Due", "DueDay", "Extension", "Restart", "Suspension", "WorkCalendar", "due"]
