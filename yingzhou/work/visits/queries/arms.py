"""The random arm: who was drawn, and what the two sides found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q

from yingzhou.base.figures.reading import figure
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Kind, Source
from yingzhou.work.cases.models import Case
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.queries.scope import sees_all
from yingzhou.work.visits.choices import Aim
from yingzhou.work.visits.models import ArmDraw, ArmPlace, Visit
from yingzhou.work.visits.rules import arms as rules
from yingzhou.work.visits.rules.arms import Gain


def arm_of(station: Organization, monday: date) -> tuple[int, ...]:
    """The businesses drawn for a week, in the order of the draw."""
    places = ArmPlace.objects.filter(draw__station=station, draw__monday=monday).order_by("place")
    return tuple(places.values_list("business_id", flat=True))


@dataclass(frozen=True)
class Measured:
    """What was measured: the days, the weeks drawn, the gain, and the latest draws."""

    since: date
    until: date
    weeks: int
    drawn: int
    gain: Gain
    latest: tuple[ArmDraw, ...]


def measured(*, stations: Collection[int] | None, since: date, until: date) -> Measured:
    """Found-rates of routine visits in weeks with a draw: to those drawn, and to the others.  Rechecks and promises are left out.

    Each visit counts by the week in which it was made; a visit has found something where a hazard was raised on it.
    `stations` None: everywhere.
    """
    draws = ArmDraw.objects.filter(monday__gte=since, monday__lte=until - rules.WEEK)
    if stations is not None:
        draws = draws.filter(station__in=stations)
    of_week = draws.filter(
        station=OuterRef("station"), monday__lte=OuterRef("visited_on"), monday__gt=OuterRef("visited_on") - rules.WEEK
    )
    raised = Case.objects.filter(kind=Kind.HAZARD, source=Source.VISIT, source_id=OuterRef("public_id"))
    told = (
        Visit.objects.filter(aim=Aim.ROUTINE, visited_on__range=(since, until))
        .filter(Exists(of_week))
        .annotate(by_lot=Exists(of_week.filter(places__business=OuterRef("business"))), found=Exists(raised))
        .order_by()
        .values("by_lot")
        .annotate(visits=Count("pk"), finds=Count("pk", filter=Q(found=True)))
    )
    sides = {row["by_lot"]: (row["finds"], row["visits"]) for row in told}
    least = figure(rules.LEAST, on=until).value
    latest = draws.select_related("station").annotate(n=Count("places")).order_by(F("monday").desc(), "station__name")[:12]
    return Measured(
        since=since,
        until=until,
        weeks=draws.count(),
        drawn=ArmPlace.objects.filter(draw__in=draws).count(),
        gain=rules.gain(sides.get(False, (0, 0)), sides.get(True, (0, 0)), least=least),
        latest=tuple(latest),
    )


def measured_for(viewer: Viewer, *, since: date, until: date) -> Measured:
    """The same for one who looks: everywhere for those who see every business, their own stations otherwise."""
    held = None if sees_all(viewer) else frozenset().union(*(grant.station_ids for grant in viewer.grants))
    return measured(stations=held, since=since, until=until)
