"""The stations and villages a viewer can narrow a list to, and seat businesses at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yingzhou.base.prepared import prepared
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Organization
from yingzhou.work.network.queries import in_force
from yingzhou.work.network.queries.places import locator
from yingzhou.work.registry.queries.scope import sees_all

#: Villages suggested for one address; beyond that the address says too little to choose by.
MOST_SUGGESTED = 4


@dataclass(frozen=True)
class Places:
    """Names by public id, and public ids by row id for reading counts."""

    stations: dict[UUID, str] = field(default_factory=dict)
    communities: dict[UUID, str] = field(default_factory=dict)
    public_ids: dict[int, UUID] = field(default_factory=dict)


def places_of(viewer: Viewer, *, on: date) -> Places:
    """Those in the viewer's scope; all of them for those who see everything.  One query."""
    if sees_all(viewer):
        rows = _all_places(on=on)
    else:
        rows = _some_places(on=on, among=tuple(sorted(viewer.station_ids | viewer.community_ids)))
    places = Places()
    for pk, public_id, kind, name in rows:
        (places.stations if kind == Kind.STATION else places.communities)[public_id] = name
        places.public_ids[pk] = public_id
    return places


@prepared
def _all_places(*, on: date) -> QuerySet[Any, Any]:
    there = Organization.objects.filter(in_force(on), kind__in=[Kind.STATION, Kind.COMMUNITY])
    return there.order_by("name", "pk").values_list("pk", "public_id", "kind", "name")


@prepared
def _some_places(*, on: date, among: tuple[int, ...]) -> QuerySet[Any, Any]:
    there = Organization.objects.filter(in_force(on), kind__in=[Kind.STATION, Kind.COMMUNITY], pk__in=among)
    return there.order_by("name", "pk").values_list("pk", "public_id", "kind", "name")


@dataclass(frozen=True)
class Suggestion:
    """A village an address may mean."""

    community: UUID
    name: str


def suggestions_for(addresses: Mapping[int, str], *, on: date) -> dict[int, list[Suggestion]]:
    """For each row, the villages its address may mean; the one found first, else those that fit as well as one another.

    Four queries, however many addresses.
    """
    net = locator(on=on)
    meant: dict[int, list[int]] = {}
    for row, address in addresses.items():
        found = net.locate(address)
        either = [key for key in found.resolution.candidates if isinstance(key, int)]
        meant[row] = [found.community_id] if found.community_id else either[:MOST_SUGGESTED]
    named = Organization.objects.in_bulk({pk for pks in meant.values() for pk in pks})
    return {row: [Suggestion(named[pk].public_id, named[pk].name) for pk in pks] for row, pks in meant.items()}
