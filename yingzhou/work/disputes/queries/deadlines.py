"""The clocks of complaints: all of one, and the most pressing of many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Clock
from yingzhou.work.cases.queries.clocks import ClockView, clocks_of
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries.scope import complaints_of

#: What the clocks and papers of a complaint are about.
ABOUT = "disputes.complaint"


def with_due(found: QuerySet[Complaint]) -> QuerySet[Any, Any]:
    """With `due`: the strict day of the most pressing clock that runs, else the day the case carries."""
    running = Clock.objects.filter(about=ABOUT, about_id=OuterRef("public_id"), stopped_on__isnull=True).order_by("due_strict")
    return found.annotate(due=Coalesce(Subquery(running.values("due_strict")[:1]), "case__due_on", output_field=DateField()))


def clocks_of_complaints(complaints: Iterable[Complaint]) -> dict[UUID, tuple[ClockView, ...]]:
    """The clocks of each, in as many queries as for one."""
    return clocks_of(ABOUT, [one.public_id for one in complaints])


def pressing_of(clocks: Iterable[ClockView]) -> ClockView | None:
    """The one to watch: the earliest strict day of those that run, else the last that was stopped."""
    views = list(clocks)
    running = [one for one in views if one.is_running]
    if running:
        return min(running, key=lambda one: one.due_strict)
    return views[-1] if views else None


def due_day_of(clocks: Iterable[ClockView], figure: str) -> date | None:
    """The strict day of the clock that runs for a figure."""
    return next((one.due_strict for one in clocks if one.figure == figure and one.is_running), None)


def may_see_clock(viewer: Viewer, about_id: UUID) -> bool:
    """Whoever may know of the complaint."""
    return complaints_of(viewer).filter(public_id=about_id).exists()


def officers_of_clock(about_id: UUID) -> tuple[Officer, ...]:
    """Who has to know when the day moves: the handler."""
    found = Complaint.objects.filter(public_id=about_id).select_related("case__handler").first()
    return (found.case.handler,) if found and found.case.handler else ()
