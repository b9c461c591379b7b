"""The calendar as it holds here: the shipped holiday notices, and those the bureau entered and approved."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet

from yingzhou.base.figures.models import OwnYear
from yingzhou.engines.deadlines import WorkCalendar
from yingzhou.rulebook import calendars
from yingzhou.rulebook.calendars import Days, Year

_known: dict[tuple[int, Any], tuple[Days, WorkCalendar]] = {}


def days() -> Days:
    """The years whose notice is known, with every day off and every day worked in exchange.

    One small query a call; put together again only after an approval.
    """
    return known()[0]


def calendar() -> WorkCalendar:
    """The same as the engine takes it."""
    return known()[1]


def approved() -> QuerySet[OwnYear]:
    """What the bureau added, in the order in which it came into force: a later notice for a year follows an earlier one."""
    return OwnYear.objects.filter(approved_at__isnull=False).order_by("approved_at", "pk")


def waiting() -> QuerySet[OwnYear]:
    """What somebody entered and nobody has approved yet."""
    return OwnYear.objects.filter(approved_at__isnull=True).select_related("entered_by").order_by("entered_at")


def years() -> list[tuple[Year, OwnYear | None]]:
    """Every year in force, the latest first; beside it the bureau's own row where it is not shipped."""
    shipped = {year.year: year for year in calendars.shipped()}
    own = {row.year: row for row in approved().select_related("entered_by", "approved_by") if row.year not in shipped}
    found: list[tuple[Year, OwnYear | None]] = [(year, None) for year in shipped.values()]
    found += [(year_of(row), row) for row in own.values()]
    return sorted(found, key=lambda pair: pair[0].year, reverse=True)


def year_of(own: OwnYear) -> Year:
    """An entered notice as the rulebook has it; what two people read is confidence A."""
    told = {
        "year": own.year,
        "source": own.source,
        "published": own.published,
        "confidence": "A",
        "rest": {name: _dates(found) for name, found in own.rest.items()},
        "statutory": _dates(own.statutory),
        "made_up": _dates(own.made_up),
    }
    return calendars.read_year(told, where=str(own.year))


def _dates(written: list[str]) -> list[date]:
    return [date.fromisoformat(day) for day in written]


def known() -> tuple[Days, WorkCalendar]:
    """Both at once."""
    state = approved().aggregate(count=Count("pk"), last=Max("approved_at"))
    edition = (state["count"], state["last"])
    if edition not in _known:
        _known.clear()
        told = calendars.days([year_of(own) for own in approved()] if state["count"] else ())
        _known[edition] = told, WorkCalendar(told.years, told.rest, told.statutory, told.made_up)
    return _known[edition]
