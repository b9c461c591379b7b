"""Premises, stalls and who rents them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.trail.acting import acting
from yingzhou.base.trail.writing import record
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import Kind
from yingzhou.work.registry.models import Business, Premises, Stall, Tenancy
from yingzhou.work.registry.rules import permits, places
from yingzhou.work.registry.rules.keys import address_key


@transaction.atomic
def add_premises(
    *,
    business: Business,
    address: str,
    by: Actor,
    longitude: Decimal | None = None,
    latitude: Decimal | None = None,
    since: date | None = None,
) -> Premises:
    """Enter a place where the business is really found."""
    acting(by)
    address = places.check_address(address)
    places.check_point(longitude, latitude)
    premises = Premises.objects.create(
        business=business,
        address=address,
        address_key=address_key(address),
        longitude=longitude,
        latitude=latitude,
        since=since,
    )
    record("premises.add", business, by=by, premises=premises.public_id)
    return premises


@transaction.atomic
def leave_premises(*, premises: Premises, on: date, by: Actor) -> Premises:
    """The business is no longer found there, from `on`."""
    acting(by)
    premises = Premises.objects.select_for_update().select_related("business").get(pk=premises.pk)
    if premises.until is not None:
        raise places.PlaceEnded(on=premises.until.isoformat())
    permits.check_period(premises.since, on)
    premises.until = on
    premises.save(update_fields=["until"])
    record("premises.leave", premises.business, by=by, premises=premises.public_id, on=on)
    return premises


@transaction.atomic
def rent_stall(*, market: Business, number: str, trader: Business, since: date, by: Actor) -> Tenancy:
    """A trader takes a stall of a specialized market from a day; the stall is made where the number is new."""
    acting(by)
    if market.kind != Kind.MARKET:
        raise places.NotAMarket(name=market.name)
    stall, _is_new = Stall.objects.get_or_create(market=market, number=number.strip())
    try:
        with transaction.atomic():
            tenancy = Tenancy.objects.create(stall=stall, business=trader, since=since)
    except IntegrityError as error:
        taken = Tenancy.objects.filter(in_force(since), stall=stall).select_related("business").first()
        raise places.StallTaken(number=stall.number, name=taken.business.name if taken else "—") from error
    record("stall.rent", market, by=by, stall=stall.public_id, trader=trader.public_id, since=since)
    return tenancy


@transaction.atomic
def leave_stall(*, tenancy: Tenancy, on: date, by: Actor) -> Tenancy:
    """The trader gives the stall up, from `on`."""
    acting(by)
    tenancy = Tenancy.objects.select_for_update(of=("self",)).select_related("stall__market").get(pk=tenancy.pk)
    tenancy.until = on
    tenancy.save(update_fields=["until"])
    record("stall.leave", tenancy.stall.market, by=by, tenancy=tenancy.public_id, on=on)
    return tenancy
