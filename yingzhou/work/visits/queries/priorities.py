"""Who should be visited first, and why.  The number of queries does not depend on how many businesses are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, QuerySet

from yingzhou.base.figures.reading import book
from yingzhou.work.cases.queries.demands import OpenDemands, open_demands
from yingzhou.work.disputes.queries.complaint_days import complaint_days
from yingzhou.work.hazards.queries import facts_of
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.choices import Status
from yingzhou.work.registry.models import Business
from yingzhou.work.registry.queries.permit_ends import permit_ends
from yingzhou.work.visits.models import Visit
from yingzhou.work.visits.queries.food_risk import classes_of
from yingzhou.work.visits.queries.seasons import season_on
from yingzhou.work.visits.rules import facts
from yingzhou.work.visits.rules.facts import Figures, Hazards, Known, months_back
from yingzhou.work.visits.rules.priorities import Priority, in_order, priority

NAMES = (facts.SCALE, facts.CONTACT_DAYS, facts.COMPLAINT_MONTHS, facts.FOOD_TRADES)


def priorities(*, station: Organization | None, on: date) -> tuple[Priority, ...]:
    """Every trading business of a station (None: of the district), the most pressing first."""
    return priorities_of(trading_at(station), on)


def trading_at(station: Organization | None) -> QuerySet[Business]:
    """The trading businesses of a station, or of the district."""
    trading = Business.objects.filter(status=Status.ACTIVE, merged_into__isnull=True)
    return trading if station is None else trading.filter(station=station)


def priority_of(business: Business, on: date) -> Priority:
    """The place of one business, whatever its state."""
    return priorities_of(Business.objects.filter(pk=business.pk), on)[0]


def priorities_of(businesses: QuerySet[Business], on: date) -> tuple[Priority, ...]:
    """The places of the businesses chosen, in order.  The caller sees to it that they may be seen."""
    figures, season = figures_on(on), season_on(on)
    return in_order(priority(known, figures, season, on) for known in known_of(businesses, figures, on))


def figures_on(on: date) -> Figures:
    """The bureau's figures of a day."""
    told = book()
    return Figures.read({name: told.figure(name, on=on).value for name in NAMES})


@dataclass(frozen=True)
class _Records:
    """What the rooms say, by business."""

    visits: dict[int, date]
    began: dict[int | None, date]
    hazards: dict[int, Hazards]
    complaints: dict[int, tuple[date, ...]] | None
    permits: dict[int, dict[str, date | None]]
    demands: dict[int, OpenDemands]
    food: dict[int, tuple[str, date]]


COLUMNS = ("pk", "public_id", "name", "industry_code", "registered_on", "station_id", "community__name")


def known_of(businesses: QuerySet[Business], figures: Figures, on: date) -> list[Known]:
    """What is known of each business on a day: one query for the rows, one a kind of fact."""
    records = _records(businesses.order_by().values("pk"), figures, on)
    return [_known(row, records) for row in businesses.order_by("pk").values_list(*COLUMNS)]


def _records(chosen: QuerySet[Any, Any], figures: Figures, on: date) -> _Records:
    visits = Visit.objects.filter(business__in=chosen, visited_on__lte=on).order_by()
    began = Visit.objects.order_by().values_list("station").annotate(first=Min("visited_on"))
    return _Records(
        visits=dict(visits.values_list("business_id").annotate(last=Max("visited_on"))),
        began=dict(began),
        hazards=_hazards(chosen, on),
        complaints=complaint_days(chosen, since=months_back(on, figures.complaint_months), until=on),
        permits=permit_ends(chosen, on=on),
        demands=open_demands(chosen),
        food=classes_of(chosen, on=on),
    )


def _hazards(chosen: QuerySet[Any, Any], on: date) -> dict[int, Hazards]:
    told = facts_of(chosen.values_list("pk", flat=True), on)
    return {pk: Hazards(one.open, one.overdue, one.serious, one.repeat) for pk, one in told.items()}


def _known(row: tuple[Any, ...], records: _Records) -> Known:
    pk, public_id, name, industry, registered_on, station, community = row
    demands = records.demands.get(pk)
    food_class, food_on = records.food.get(pk, (None, None))
    return Known(
        business_id=pk,
        public_id=public_id,
        name=name,
        industry_code=industry,
        community=community or "",
        registered_on=registered_on,
        last_contact_on=records.visits.get(pk),
        records_since=records.began.get(station),
        hazards=records.hazards.get(pk),
        complaints=None if records.complaints is None else records.complaints.get(pk, ()),
        permits=records.permits.get(pk),
        food_class=food_class or None,
        food_on=food_on,
        demands=demands.count if demands else 0,
        demand_on=demands.since if demands else None,
    )
