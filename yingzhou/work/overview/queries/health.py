"""What the rooms add to the list of checks of a deployment."""

from __future__ import annotations

from yingzhou.base.clock import today
from yingzhou.base.health import Check
from yingzhou.base.words import _
from yingzhou.rulebook import calendars

#: From this day of the year on, clocks that start now may end in a year without a notice.
ASK_FROM_MONTH = 11


def calendar_of_next_year() -> Check:
    """The State Council's notice for next year is loaded, or due dates in it are provisional."""
    day = today()
    known = calendars.days().years
    if day.year not in known:
        return _missing(day.year)
    if day.year + 1 not in known and day.month >= ASK_FROM_MONTH:
        return _missing(day.year + 1)
    return Check("calendar", ok=True, message=str(_("{year}年放假安排已装入")).format(year=day.year))


def _missing(year: int) -> Check:
    message = str(_("{year}年放假安排还没有装入，落在那一年的期限都标“暂定”")).format(year=year)
    mend = str(_("国务院办公厅通知公布后，把它加进规则库 calendars/{year}.yaml 并升级")).format(year=year)
    return Check("calendar", ok=False, message=message, mend=mend)
