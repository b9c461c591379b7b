"""Reading who looks after whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import Status
from yingzhou.work.registry.models import Business
from yingzhou.work.registry.queries.scope import visible_to


def contact_on(business: Business, *, on: date) -> Contact | None:
    """The contact of a business on a day."""
    return Contact.objects.filter(in_force(on), business=business).select_related("officer").first()


def liaison_of(business: Business, on: date) -> Officer | None:
    """Who looks after a business on a day."""
    contact = contact_on(business, on=on)
    return contact.officer if contact else None


def contacts_of(business: Business) -> QuerySet[Contact]:
    """Everyone who has looked after a business, the latest first."""
    return Contact.objects.filter(business=business).select_related("officer").order_by("-since", "-pk")


def businesses_of(officer: Officer, *, on: date) -> QuerySet[Business]:
    """The businesses an officer looks after on a day."""
    return Business.objects.filter(in_force(on, "contacts__"), contacts__officer=officer).order_by("name", "pk")


def without_liaison(viewer: Viewer, *, on: date) -> QuerySet[Business]:
    """Businesses in scope that trade and that nobody looks after."""
    held = Contact.objects.filter(in_force(on), business=OuterRef("pk"))
    trading = visible_to(viewer, on=on).filter(status=Status.ACTIVE)
    return trading.filter(~Exists(held)).order_by("pk")


def contact_for(viewer: Viewer, public_id: UUID, *, on: date) -> Contact:
    """One contact, if its business is in scope."""
    found = Contact.objects.filter(public_id=public_id, business__in=visible_to(viewer, on=on)).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Coverage:
    """Trading businesses in scope by station and by community, and those of them without a liaison."""

    by_station: dict[int, int]
    by_community: dict[int, int]
    total: int
    alone: int
    alone_by_station: dict[int, int]


def coverage(viewer: Viewer, *, on: date) -> Coverage:
    """How many businesses stand where, and how many nobody looks after.  Two queries."""
    trading = visible_to(viewer, on=on).filter(status=Status.ACTIVE)
    stations: Counter[int] = Counter()
    communities: Counter[int] = Counter()
    grouped = trading.order_by().values_list("station_id", "community_id").annotate(n=Count("pk"))
    for station, community, count in grouped:
        stations[station or 0] += count
        communities[community or 0] += count
    alone = dict(without_liaison(viewer, on=on).order_by().values_list("station_id").annotate(n=Count("pk")))
    return Coverage(
        by_station=dict(stations),
        by_community=dict(communities),
        total=sum(stations.values()),
        alone=sum(alone.values()),
        alone_by_station={station or 0: count for station, count in alone.items()},
    )
