"""Rows of the registry for tests."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from yingzhou.work.network.choices import Kind as OrganizationKind
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.choices import Kind, PermitKind, SeatedBy
from yingzhou.work.registry.models import Business, Permit, Premises, Seat, Tag, Tagging
from yingzhou.work.registry.rules.keys import address_key, name_key

_number = count(1)


def make_place(kind: OrganizationKind = OrganizationKind.STATION, name: str = "") -> Organization:
    """A station (or a village) to seat businesses at."""
    return Organization.objects.create(kind=kind, name=name or f"第{next(_number)}号站", since=date(2020, 1, 1))


def make_business(name: str = "", **facts: Any) -> Business:
    """One business; its keys follow from its name and address."""
    name = name or f"第{next(_number)}号小店"
    facts.setdefault("kind", Kind.INDIVIDUAL)
    facts.setdefault("address_key", address_key(facts.get("registered_address", "")))
    return Business.objects.create(name=name, name_key=name_key(name), **facts)


def make_permit(business: Business, **facts: Any) -> Permit:
    facts = {"kind": PermitKind.FOOD_TRADE, "number": f"JY{next(_number):012d}", **facts}
    return Permit.objects.create(business=business, **facts)


def make_premises(business: Business, address: str, **facts: Any) -> Premises:
    return Premises.objects.create(business=business, address=address, address_key=address_key(address), **facts)


def seat(business: Business, station: Any, community: Any = None, *, since: date = date(2024, 1, 1), **facts: Any) -> Seat:
    """Seat a business and repeat the seat on its row, as the actions do."""
    facts.setdefault("how", SeatedBy.MANUAL)
    row = Seat.objects.create(business=business, station=station, community=community, since=since, **facts)
    Business.objects.filter(pk=business.pk).update(station=station, community=community)
    business.refresh_from_db()
    return row


def make_tag(name: str, **facts: Any) -> Tag:
    return Tag.objects.create(name=name, since=facts.pop("since", date(2024, 1, 1)), **facts)


def put_tag(tag: Tag, business: Business, **facts: Any) -> Tagging:
    return Tagging.objects.create(tag=tag, business=business, since=facts.pop("since", date(2024, 1, 1)), **facts)
