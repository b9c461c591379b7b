"""What forms and paper need of a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.registry.choices import Status
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.models import Plan, PlanChange, PlannedVisit
from yingzhou.work.visits.queries.plan.crew import crew, workdays
from yingzhou.work.visits.rules import plan_words, plans


class NoSuchShop(Refusal):
    """No business, or more than one, is called so at the station."""

    reason = _("这个站找不到叫“{name}”的，或者不止一户")
    mend = _("把店名写全，和名录里一样")
    field = "business"
    status = 422


@dataclass(frozen=True)
class MoveChoices:
    """Who goes, on which days that are not over, and how many visits the fullest day has."""

    officers: tuple[tuple[UUID, str], ...]
    days: tuple[date, ...]
    most: int


def choices(plan: Plan, *, on: date) -> MoveChoices:
    """What a form about a plan offers."""
    days = tuple(plan.monday + timedelta(days=day) for day in workdays(plan.monday))
    last = plan.visits.order_by("-position").values_list("position", flat=True).first()
    people = tuple((member.officer.public_id, member.officer.name) for member in crew(plan))
    return MoveChoices(people, tuple(day for day in days if day >= on), 0 if last is None else last + 1)


def visit_to(plan: Plan, business: Business) -> PlannedVisit | None:
    """The visit to a business in a plan, or None."""
    return plan.visits.select_related("officer", "companion").filter(business=business).first()


def changes_of(plan: Plan) -> QuerySet[PlanChange]:
    """What came between, the latest first."""
    return PlanChange.objects.filter(plan=plan).select_related("officer", "business").order_by("-made_at", "-pk")


def business_called(plan: Plan, name: str) -> Business:
    """The one trading business of the station whose name contains these words."""
    here = Business.objects.filter(station=plan.station_id, status=Status.ACTIVE, merged_into__isnull=True)
    found = list(here.filter(name=name)[:2]) or list(here.filter(name__contains=name)[:2])
    if len(found) != 1:
        raise NoSuchShop(name=name)
    return found[0]


def may_make(viewer: Viewer, plan: Plan) -> bool:
    """Whether somebody may change the plan."""
    return plans.may_make(viewer, plan.station_id)


@dataclass(frozen=True)
class SheetLine:
    """One visit on paper."""

    visit: PlannedVisit
    matters: tuple[str, ...]


@dataclass(frozen=True)
class SheetDay:
    """One officer's day on paper."""

    officer: str
    companion: str
    day: date
    lines: tuple[SheetLine, ...]


def sheet(plan: Plan) -> Sequence[SheetDay]:
    """Every officer's days in order.  One query."""
    found: dict[tuple[str, int, date], list[PlannedVisit]] = defaultdict(list)
    rows = plan.visits.select_related("business", "officer", "companion").order_by("officer__name", "officer", "day", "position")
    for visit in rows:
        found[(visit.officer.name, visit.officer_id, visit.day)].append(visit)
    return [
        SheetDay(
            officer=name,
            companion=several[0].companion.name if several[0].companion else "",
            day=day,
            lines=tuple(
                SheetLine(one, tuple(plan_words.matter(kind, text) for kind, text, _by in one.matters)) for one in several
            ),
        )
        for (name, _key, day), several in found.items()
    ]
