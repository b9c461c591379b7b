"""Writing invented businesses as the registry's own actions would have: rows, seats, contacts, and every line of the trail."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import Any
from uuid import UUID

from demo.bulk import copy, make_uuid, reserve
from demo.businesses import Made
from demo.people import People
from demo.trail import Line, morning
from yingzhou.base.actors import Actor
from yingzhou.base.secrets import blind
from yingzhou.base.secrets.fields import seal_many
from yingzhou.work.liaison.models import Contact
from yingzhou.work.registry.choices import SeatedBy
from yingzhou.work.registry.models import Business, ContactPerson, Permit, Premises, Seat
from yingzhou.work.registry.rules import people as masks
from yingzhou.work.registry.rules.keys import address_key, name_key
from yingzhou.work.registry.rules.sizes import size_of_business, version


def write(
    made: list[Made], people: People, cells: dict[int, dict[str, str]], *, draw: random.Random, today: date, by: Actor
) -> list[Line]:
    """Every table of one business after another; the lines of the trail, still to be put in order with the others."""
    keys = reserve(Business, len(made))
    _businesses(made, keys, today)
    _seats(made, keys, cells)
    _premises(made, keys, draw)
    permits = _permits(made, keys, draw)
    persons = _contact_people(made, keys, draw)
    contacts = _liaisons(made, keys, people, draw, today)
    return list(_lines(made, permits, persons, contacts, by))


def _businesses(made: list[Made], keys: list[int], today: date) -> None:
    columns = [
        "id",
        "public_id",
        "kind",
        "legal_form",
        "name",
        "name_key",
        "uscc",
        "uscc_override",
        "status",
        "registered_on",
        "industry_code",
        "registered_address",
        "address_key",
        "employees",
        "revenue",
        "assets",
        "facts_year",
        "facts_source",
        "size",
        "size_version",
        "individual_type",
        "individual_type_basis",
        "station_id",
        "community_id",
        "is_demo",
    ]

    def row(key: int, one: Made) -> tuple[Any, ...]:
        size = size_of_business(
            kind=one.kind, industry_code=one.industry, employees=one.employees, revenue=one.revenue, assets=one.assets, on=today
        )
        known = one.employees is not None
        return (
            *(key, one.public_id, one.kind, one.legal_form, one.name, name_key(one.name), one.uscc, "", one.status),
            *(one.registered_on, one.industry, one.address, address_key(one.address), one.employees, one.revenue, one.assets),
            *(today.year - 1 if known else None, "年报（演示）" if known else "", size.size or "", version(), "", ""),
            *(one.place.station.pk, one.place.community.pk, True),
        )

    copy(Business, columns, (row(key, one) for key, one in zip(keys, made, strict=True)))


def _seats(made: list[Made], keys: list[int], cells: dict[int, dict[str, str]]) -> None:
    columns = ["business_id", "station_id", "community_id", "cells", "how", "confidence", "why", "since"]
    rows = (
        (
            *(key, one.place.station.pk, one.place.community.pk, cells.get(one.place.community.pk, {})),
            *(SeatedBy.ADDRESS, 100, _why(one), one.registered_on),
        )
        for key, one in zip(keys, made, strict=True)
    )
    copy(Seat, columns, rows)


def _why(one: Made) -> str:
    return f"写明{one.place.township.name}{one.place.community.name}"


def _premises(made: list[Made], keys: list[int], draw: random.Random) -> None:
    columns = ["public_id", "business_id", "address", "address_key", "since"]
    rows = (
        (make_uuid(draw), key, one.premises, address_key(one.premises), one.registered_on)
        for key, one in zip(keys, made, strict=True)
    )
    copy(Premises, columns, rows)


def _permits(made: list[Made], keys: list[int], draw: random.Random) -> dict[UUID, tuple[UUID, str, date | None]]:
    told: dict[UUID, tuple[UUID, str, date | None]] = {}
    rows = []
    for key, one in zip(keys, made, strict=True):
        if one.permit:
            told[one.public_id] = (make_uuid(draw), one.permit, one.permit_expires)
            issued = one.permit_expires - timedelta(days=5 * 365) if one.permit_expires else None
            number = f"演示{draw.randint(0, 10**12 - 1):012d}"
            rows.append((told[one.public_id][0], key, one.permit, "", number, issued, one.permit_expires, ""))
    copy(Permit, ["public_id", "business_id", "kind", "title", "number", "issued_on", "expires_on", "end_reason"], rows)
    return told


def _contact_people(made: list[Made], keys: list[int], draw: random.Random) -> list[UUID]:
    ids = [make_uuid(draw) for _ in made]
    names = seal_many(ContactPerson, "name", ids, [one.owner for one in made])
    phones = seal_many(ContactPerson, "phone", ids, [one.phone for one in made])
    blinds = {phone: blind(phone, masks.PHONE) for phone in {one.phone for one in made}}
    columns = ["public_id", "business_id", "name", "name_mask", "phone", "phone_mask", "phone_blind", "position", "is_main"]
    rows = (
        (pid, key, name, masks.name_mask(one.owner), phone, masks.phone_mask(one.phone), blinds[one.phone], "经营者", True)
        for pid, key, one, name, phone in zip(ids, keys, made, names, phones, strict=True)
    )
    copy(ContactPerson, columns, rows)
    return ids


def _liaisons(
    made: list[Made], keys: list[int], people: People, draw: random.Random, today: date
) -> dict[UUID, tuple[UUID, UUID, date]]:
    """Every living business but one in thirty has a liaison of its station, in turn, so that nobody has more than the cap."""
    turn = {station: cycle(officers) for station, officers in people.liaisons.items()}
    told: dict[UUID, tuple[UUID, UUID, date]] = {}
    rows = []
    for key, one in zip(keys, made, strict=True):
        if one.status not in ("active", "dormant") or draw.random() < 1 / 30:
            continue
        officer = next(turn[one.place.station.pk])
        since = max(one.registered_on, today - timedelta(days=draw.randint(30, 700)))
        told[one.public_id] = (make_uuid(draw), officer.public_id, since)
        rows.append((told[one.public_id][0], key, officer.pk, since))
    copy(Contact, ["public_id", "business_id", "officer_id", "since"], rows)
    return told


def _lines(made: list[Made], permits: Any, persons: list[UUID], contacts: Any, by: Actor) -> Iterator[Line]:
    for one, person in zip(made, persons, strict=True):
        at = morning(one.registered_on)
        business = (by.actor, Business._meta.label_lower, one.public_id)
        place = {"station": one.place.station.public_id, "community": one.place.community.public_id}
        yield (at, "business.register", *business, {"source": "demo", "kind": one.kind})
        yield (at, "business.seat", *business, {**place, "how": SeatedBy.ADDRESS, "why": _why(one), "on": one.registered_on})
        yield (at, "contact.add", *business, {"contact": person, "is_main": True})
        if one.public_id in permits:
            permit, kind, expires = permits[one.public_id]
            yield (at, "permit.add", *business, {"permit": permit, "kind": kind, "expires_on": expires})
        if one.public_id in contacts:
            contact, officer, since = contacts[one.public_id]
            facts = {"business": one.public_id, "officer": officer, "since": since}
            yield (morning(since), "contact.assign", by.actor, Contact._meta.label_lower, contact, facts)
