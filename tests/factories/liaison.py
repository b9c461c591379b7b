"""Liaisons, their businesses, and points, for tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.factories.network import START
from tests.factories.registry import make_business, make_premises
from yingzhou.work.accounts.models import Officer
from yingzhou.work.liaison.choices import PointKind, PointLevel
from yingzhou.work.liaison.models import Contact, ContactPoint, PointLiaison, PointPromise
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


def make_contact(business: Business, officer: Officer, *, since: date = START, until: date | None = None) -> Contact:
    return Contact.objects.create(business=business, officer=officer, since=since, until=until)


def shop_at(station: Organization, east: float = 0.0, *, of: Officer | None = None, name: str = "", **facts: Any) -> Business:
    """A trading business `east` degrees east of the pier, looked after by somebody or by nobody."""
    shop = make_business(name, station=station, **facts)
    make_premises(shop, "码头路", longitude=Decimal(str(round(121.4 + east, 5))), latitude=Decimal("31.6"))
    if of is not None:
        make_contact(shop, of)
    return shop


def make_point(station: Organization, name: str = "稻浪联系点", **facts: Any) -> ContactPoint:
    facts.setdefault("kind", PointKind.PARTY_BUILDING)
    facts.setdefault("level", PointLevel.COMMUNITY)
    facts.setdefault("host_organization", station)
    return ContactPoint.objects.create(station=station, name=name, address="稻浪路1号", since=START, **facts)


def make_point_liaison(point: ContactPoint, officer: Officer, *, since: date = START) -> PointLiaison:
    return PointLiaison.objects.create(point=point, officer=officer, since=since)


def make_promise(point: ContactPoint, officer: Officer, *, due_on: date, text: str = "把路灯修好") -> PointPromise:
    return PointPromise.objects.create(
        point=point, officer=officer, text=text, to_whom="店主", promised_on=min(START, due_on), due_on=due_on
    )
