"""Seating a business on the net: which station, which village, which cells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.trail.acting import acting
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Organization
from yingzhou.work.network.queries import in_force, station_of
from yingzhou.work.registry.choices import SeatedBy
from yingzhou.work.registry.models import Business, Seat
from yingzhou.work.registry.queries.belongings import where_found
from yingzhou.work.registry.queries.villages import resolver
from yingzhou.work.registry.rules import places


@transaction.atomic
def seat_business(
    *,
    business: Business,
    station: Organization,
    by: Actor,
    community: Organization | None = None,
    cells: Mapping[str, str] | None = None,
    how: SeatedBy = SeatedBy.MANUAL,
    confidence: int = 100,
    why: str = "",
    on: date | None = None,
) -> Seat:
    """Seat a business from a day; the seat before ends there.  A second seat on the same day corrects the first."""
    acting(by)
    on = on or today()
    business = Business.objects.select_for_update().get(pk=business.pk)
    held = Seat.objects.select_for_update().filter(in_force(on), business=business).first()
    if held is not None and (held.station_id, held.community_id) == (station.pk, community.pk if community else None):
        raise places.SeatedOtherwise
    if held is not None and held.since == on:
        held.delete()
    elif held is not None:
        held.until = on
        held.save(update_fields=["until"])
    seat = Seat.objects.create(
        business=business,
        station=station,
        community=community,
        cells=dict(cells or {}),
        how=how,
        confidence=confidence,
        why=why,
        since=on,
    )
    Business.objects.filter(pk=business.pk).update(station=station, community=community)
    record(
        "business.seat",
        business,
        by=by,
        station=station.public_id,
        community=community.public_id if community else None,
        how=how,
        why=why,
        on=on,
    )
    return seat


@transaction.atomic
def seat_by_hand(*, business: Business, community: UUID | None, station: UUID | None, by: Actor, on: date, why: str = "") -> Seat:
    """Seat a business where a person says: at a village, whose station of that day follows, or at a station alone."""
    village = _named(Kind.COMMUNITY, community, on=on)
    over = station_of(village, on=on) if village is not None else _named(Kind.STATION, station, on=on)
    if over is None and village is not None:
        raise places.NotOnTheNet(name=village.name)
    if over is None:
        raise places.NowhereChosen
    return seat_business(business=business, station=over, community=village, how=SeatedBy.MANUAL, why=why, on=on, by=by)


def _named(kind: Kind, public_id: UUID | None, *, on: date) -> Organization | None:
    return Organization.objects.filter(in_force(on), kind=kind, public_id=public_id).first() if public_id else None


@transaction.atomic
def seat_by_address(*, business: Business, by: Actor, on: date) -> Seat:
    """Seat a business where its address says; refused, with what the address does say, where it does not."""
    address = where_found(business, on=on)
    resolved = resolver(on=on)(address) if address else None
    if resolved is None:
        raise places.AddressUnresolved(why=address or _("没有地址"))
    station_id, community_id, percent, why = resolved
    found = Organization.objects.in_bulk([pk for pk in (station_id, community_id) if pk])
    return seat_business(
        business=business,
        station=found[station_id],
        community=found.get(community_id or 0),
        how=SeatedBy.ADDRESS,
        confidence=percent,
        why=why[:200],
        on=on,
        by=by,
    )
