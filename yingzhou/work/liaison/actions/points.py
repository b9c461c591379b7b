"""Setting up a contact point, and keeping what people read on its door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison import rules
from yingzhou.work.liaison.choices import PointKind, PointLevel
from yingzhou.work.liaison.models import ContactPoint, PointHours
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


@dataclass(frozen=True)
class PointFacts:
    """What stands on the door, and whose door it is."""

    name: str
    level: PointLevel
    address: str
    phone: str = ""
    community: Organization | None = None
    host_business: Business | None = None
    host_organization: Organization | None = None
    longitude: Decimal | None = None
    latitude: Decimal | None = None


@transaction.atomic
def open_point(
    *, kind: PointKind, station: Organization, facts: PointFacts, since: date, by: Viewer, is_demo: bool = False
) -> ContactPoint:
    """A new point, looked after by a station."""
    rules.check_keeps(by, station_id=station.pk, station=station.name, name=facts.name)
    rules.check_host(business=facts.host_business is not None, organization=facts.host_organization is not None)
    told = {one.name: getattr(facts, one.name) for one in fields(facts)}
    try:
        with transaction.atomic():
            point = ContactPoint.objects.create(kind=kind, station=station, since=since, is_demo=is_demo, **told)
    except IntegrityError as fault:
        raise rules.PointThere(name=facts.name, kind=kind.label) from fault
    record("point.open", point, by=by, kind=kind, station=station.public_id, since=since)
    return point


@transaction.atomic
def correct_point(*, point: ContactPoint, facts: PointFacts, by: Viewer) -> ContactPoint:
    """Other words on the door.  What was graded keeps the words of its day: an award is a snapshot."""
    point = _kept(point, by)
    rules.check_host(business=facts.host_business is not None, organization=facts.host_organization is not None)
    changed = [one.name for one in fields(facts) if getattr(point, one.name) != getattr(facts, one.name)]
    for name in changed:
        setattr(point, name, getattr(facts, name))
    try:
        with transaction.atomic():
            point.save(update_fields=changed)
    except IntegrityError as fault:
        raise rules.PointThere(name=facts.name, kind=point.get_kind_display()) from fault
    if changed:
        record("point.correct", point, by=by, fields=sorted(changed))
    return point


@transaction.atomic
def set_point_hours(*, point: ContactPoint, days: Iterable[int], spans: Sequence[rules.Span], by: Viewer) -> ContactPoint:
    """The same hours on each of some days of the week; the other days closed.  No day at all: no hours published."""
    point = _kept(point, by)
    rules.check_spans(spans)
    point.hours.all().delete()
    PointHours.objects.bulk_create(
        PointHours(point=point, weekday=day, opens=span.opens, closes=span.closes) for day in sorted(set(days)) for span in spans
    )
    told = [f"{span.opens:%H:%M}-{span.closes:%H:%M}" for span in spans]
    record("point.set_hours", point, by=by, days=sorted(set(days)), spans=told)
    return point


@transaction.atomic
def close_point(*, point: ContactPoint, until: date, by: Viewer) -> ContactPoint:
    """Nobody is there from `until` on; what happened there stays."""
    point = _kept(point, by)
    point.until = until
    point.save(update_fields=["until"])
    record("point.close", point, by=by, until=until)
    return point


def _kept(point: ContactPoint, by: Viewer) -> ContactPoint:
    """The row, held; refused where another station keeps it or it is closed."""
    found = ContactPoint.objects.select_for_update(of=("self",)).select_related("station").get(pk=point.pk)
    rules.check_keeps(by, station_id=found.station_id, station=found.station.name, name=found.name)
    if found.until is not None:
        raise rules.PointIsOver(until=found.until)
    return found
