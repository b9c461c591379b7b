"""Businesses go with their village: on the day a village stands under another station, so do the businesses in it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from yingzhou.base.actors import Actor
from yingzhou.base.trail.acting import acting
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.network.choices import Line
from yingzhou.work.network.models import Organization, Placement
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business, Seat


@transaction.atomic
def follow_villages(*, on: date, by: Actor) -> int:
    """Give every business whose village stands under another station than its seat says a new seat from `on`.

    The seats before end there, so that figures of earlier days stay as they were.  Set-based; running it again changes
    nothing.  One trail line a village.  Returns how many businesses went along.
    """
    acting(by, source="network")
    station_now = Placement.objects.filter(in_force(on), child=OuterRef("community"), line=Line.STATION).values("parent")[:1]
    held = (
        Seat.objects.filter(in_force(on), community__isnull=False)
        .annotate(station_now=Subquery(station_now))
        .exclude(station_now=F("station"))
        .filter(station_now__isnull=False)
        .select_for_update()
    )
    moved: dict[tuple[int, int], list[Seat]] = defaultdict(list)
    for seat in held:
        moved[seat.community_id or 0, seat.station_now].append(seat)
    for (village, station), seats in moved.items():
        _move(seats, village=village, station=station, on=on, by=by)
    return sum(map(len, moved.values()))


def _move(seats: list[Seat], *, village: int, station: int, on: date, by: Actor) -> None:
    places = Organization.objects.in_bulk([village, station])
    Seat.objects.filter(pk__in=[seat.pk for seat in seats if seat.since == on]).delete()
    Seat.objects.filter(pk__in=[seat.pk for seat in seats if seat.since < on]).update(until=on)
    why = str(_("{village}改归{station}")).format(village=places[village].name, station=places[station].name)
    Seat.objects.bulk_create(
        Seat(
            business_id=seat.business_id,
            station_id=station,
            community_id=village,
            cells=seat.cells,
            how=seat.how,
            confidence=seat.confidence,
            why=why,
            since=on,
        )
        for seat in seats
    )
    Business.objects.filter(pk__in=[seat.business_id for seat in seats]).update(station_id=station)
    record("business.follow", places[village], by=by, station=places[station].public_id, businesses=len(seats), on=on)
