"""What the engine is asked: who may look after whom on a day, and who does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yingzhou.engines.assignment import Person, Shop
from yingzhou.work.accounts.choices import Role
from yingzhou.work.liaison import rules
from yingzhou.work.liaison.models import Contact
from yingzhou.work.liaison.queries.places import places_of
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Posting
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import Status
from yingzhou.work.registry.models import Business


@dataclass(frozen=True)
class Question:
    """Businesses and people by their keys as text; `others` counts what people look after beyond these businesses."""

    shops: tuple[Shop, ...]
    people: tuple[Person, ...]
    others: dict[int, int]
    left_on: dict[int, date]


def question(*, station_id: int | None, on: date, without: Collection[int] = ()) -> Question:
    """Trading businesses of a station, or (None) of every one; `without` leaves people out."""
    shops = Business.objects.filter(status=Status.ACTIVE, station__isnull=False, merged_into__isnull=True)
    if station_id is not None:
        shops = shops.filter(station_id=station_id)
    rows = list(shops.order_by("pk").values_list("pk", "station_id", "community_id"))
    held = dict(Contact.objects.filter(in_force(on), business__in=shops).values_list("business_id", "officer_id"))
    may = _liaisons(station_id, held, {pk: station or 0 for pk, station, _village in rows}, on, without)
    places = places_of(((pk, village) for pk, _station, village in rows), on=on)
    asked = {pk for pk, _station, _village in rows}
    everyone = sorted({one for people in may.values() for one in people})
    holds = Counter(Contact.objects.filter(in_force(on), officer__in=everyone).values_list("officer_id", flat=True))
    here = Counter(officer for business, officer in held.items() if business in asked)
    others = {one: holds[one] - here[one] for one in everyone}
    cap = rules.cap_on(on)
    return Question(
        shops=tuple(
            Shop(str(pk), tuple(str(one) for one in may.get(station or 0, ())), str(held.get(pk, "")), places.get(pk))
            for pk, station, _village in rows
        ),
        people=tuple(Person(str(one), max(cap - others[one], 0)) for one in everyone),
        others=others,
        left_on=_left_on(set(held.values()) - set(everyone), on),
    )


def _liaisons(
    station_id: int | None, held: dict[int, int], station_of: dict[int, int], on: date, without: Collection[int]
) -> dict[int, list[int]]:
    """By station: its liaisons in office, and officers or heads of the station who look after somebody there already."""
    posted = Posting.objects.filter(
        in_force(on), organization__kind=Kind.STATION, role__in=rules.LIAISONS, officer__is_active=True
    ).exclude(officer__in=without)
    if station_id is not None:
        posted = posted.filter(organization_id=station_id)
    busy = {(station_of[business], officer) for business, officer in held.items() if business in station_of}
    found: dict[int, set[int]] = defaultdict(set)
    for officer, station, role in posted.values_list("officer_id", "organization_id", "role"):
        if role == Role.LIAISON or (station, officer) in busy:
            found[station].add(officer)
    return {station: sorted(people) for station, people in found.items()}


def _left_on(gone: Collection[int], on: date) -> dict[int, date]:
    """The last day in office of those who are no longer: the day their latest posting as a liaison ended."""
    ended = Posting.objects.filter(Q(until__lte=on), officer__in=gone, role__in=rules.LIAISONS).order_by("until")
    return {officer: until for officer, until in ended.values_list("officer_id", "until") if until is not None}
