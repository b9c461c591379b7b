"""Who can go, and when: officers posted at the station, less leave, holidays and whoever is away today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases.rules.promises import work_calendar
from yingzhou.work.network.models import Leave, Posting
from yingzhou.work.visits.choices import ChangeKind
from yingzhou.work.visits.models import Plan, PlanChange
from yingzhou.work.visits.rules.plans import GOERS


@dataclass(frozen=True)
class Member:
    """Somebody who goes, and the days (0 is Monday) of the week on which they can; `off` says why not on the others."""

    officer: Officer
    days: frozenset[int]
    off: dict[int, str]


#: Why somebody cannot go on a day of the week.
LEAVE, NOT_POSTED, AWAY = "leave", "not_posted", "away"


def workdays(monday: date) -> tuple[int, ...]:
    """The days of a week on which the bureau works, 0 for Monday."""
    calendar = work_calendar()
    return tuple(day for day in range(7) if calendar.is_working(monday + timedelta(days=day)))


def crew(plan: Plan) -> list[Member]:
    """Everybody who could go on some working day of the week, by name.  Three queries."""
    sunday = plan.sunday
    posted: dict[int, set[int]] = defaultdict(set)
    officers: dict[int, Officer] = {}
    works = workdays(plan.monday)
    rows = Posting.objects.filter(organization=plan.station, role__in=GOERS, since__lte=sunday, officer__is_active=True)
    for row in rows.select_related("officer").order_by("officer__name", "officer_id"):
        officers[row.officer_id] = row.officer
        posted[row.officer_id] |= {day for day in works if _holds(row, plan.monday + timedelta(days=day))}
    off = _off(plan, officers)
    return [
        Member(officer, frozenset(posted[key] - off[key].keys()), off[key]) for key, officer in officers.items() if posted[key]
    ]


def _holds(row: Posting, day: date) -> bool:
    return row.since <= day and (row.until is None or day < row.until)


def _off(plan: Plan, officers: dict[int, Officer]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    leaves = Leave.objects.filter(officer__in=list(officers), since__lte=plan.sunday, until__gt=plan.monday)
    for leave in leaves:
        for day in range(7):
            if leave.since <= plan.monday + timedelta(days=day) < leave.until:
                found[leave.officer_id][day] = LEAVE
    for change in PlanChange.objects.filter(plan_id=plan.pk, kind=ChangeKind.AWAY):
        found[change.officer_id or 0][(change.day - plan.monday).days] = AWAY
    return found
