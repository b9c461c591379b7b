"""Loading a district's folder into the net: its bureau, stations, towns and villages, who stands under whom, who owes what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.trail.writing import record
from yingzhou.rulebook import districts
from yingzhou.work.network.actions.obligations import agree_type
from yingzhou.work.network.choices import Kind, Line, ObligationKind, Proof, Recurrence
from yingzhou.work.network.models import ObligationType, Organization, Placement
from yingzhou.work.network.rules.naming import everyday_name


@dataclass(frozen=True)
class Loaded:
    """What a loading added; nothing where the district was there already."""

    bureau: Organization
    organizations: int
    placements: int
    agreements: int = 0


@transaction.atomic
def load_district(folder: Path, *, by: Actor) -> Loaded:
    """Found what the folder names and is not there yet, and place it.

    Running it twice changes nothing: an organization is known by its code within its series, or by kind and name where
    it has no code, and one that stands somewhere already is left there (the bureau may have moved it since).  So is a
    kind of obligation that was agreed before, even one that has ended.
    """
    told = districts.read(folder)
    before = Organization.objects.count()
    bureau = _found([_row(told, Kind.BUREAU, told.bureau, aliases=told.names)])[0]
    departments = _found(_row(told, Kind.DEPARTMENT, name, is_illustrative=True) for name in told.departments)
    associations = _found(_row(told, Kind.ASSOCIATION, name, is_illustrative=True) for name in told.associations)
    illustrative = told.stations_are_illustrative
    stations = _found(_row(told, Kind.STATION, one.name, is_illustrative=illustrative) for one in told.stations)
    towns = dict(zip((one.name for one in told.towns), _found(_town_row(told, one) for one in told.towns), strict=True))
    communities = _found(_community_row(told, one) for one in told.communities)
    by_name = {(one.town, one.name): row for one, row in zip(told.communities, communities, strict=True)}

    pairs = [(row, bureau, Line.STATION) for row in (*departments, *associations, *stations)]
    pairs += [(row, towns[one.town], Line.TOWNSHIP) for one, row in zip(told.communities, communities, strict=True)]
    pairs += [
        (by_name[pair], row, Line.STATION) for one, row in zip(told.stations, stations, strict=True) for pair in one.communities
    ]
    placed = _place(told, pairs)
    founded = Organization.objects.count() - before
    if founded or placed:
        record("district.load", bureau, by=by, district=told.name, series=told.code_series, founded=founded, placed=placed)
    return Loaded(bureau, founded, placed, _agree(told.agreements, by))


def _agree(agreements: Iterable[districts.Agreement], by: Actor) -> int:
    """Agree on the kinds of obligation nobody has agreed on before."""
    known = set(ObligationType.objects.values_list("kind", "name", "debtor_kind", "creditor_kind"))
    missing = [one for one in agreements if (one.kind, one.name, one.debtor, one.creditor) not in known]
    for one in missing:
        agree_type(
            kind=ObligationKind(one.kind),
            name=one.name,
            debtor_kind=Kind(one.debtor),
            creditor_kind=Kind(one.creditor),
            line=Line(one.line),
            recurrence=Recurrence(one.recurrence),
            due_day=one.due_day,
            due_months_after=one.due_months_after,
            proof=Proof(one.proof),
            source=one.source,
            since=one.since,
            by=by,
        )
    return len(missing)


def _row(told: districts.District, kind: Kind, name: str, **more: Any) -> Organization:
    return Organization(kind=kind, name=name, since=told.since, **{**more, "aliases": list(more.get("aliases", ()))})


def _town_row(told: districts.District, town: districts.Town) -> Organization:
    longitude, latitude = town.seat or (None, None)
    code = {"code": town.code, "code_series": told.code_series}
    return _row(told, Kind.TOWNSHIP, town.name, aliases=town.aliases, longitude=longitude, latitude=latitude, **code)


def _community_row(told: districts.District, one: districts.Community) -> Organization:
    code = {"code": one.code, "code_series": told.code_series}
    return _row(told, Kind.COMMUNITY, everyday_name(one.name), aliases=(one.name, *one.aliases), **code)


def _found(wanted: Iterable[Organization]) -> list[Organization]:
    """The rows as they stand in the database, in the order asked for; those missing are made."""
    rows = list(wanted)
    known = {_identity(row): row for row in Organization.objects.filter(kind__in={row.kind for row in rows})}
    missing = {_identity(row): row for row in rows if _identity(row) not in known}
    made = Organization.objects.bulk_create(missing.values())
    known |= {_identity(row): row for row in made}
    return [known[_identity(row)] for row in rows]


def _identity(row: Organization) -> tuple[str, str, str]:
    return (row.kind, row.code_series, row.code) if row.code else (row.kind, "", row.name)


def _place(told: districts.District, pairs: list[tuple[Organization, Organization, Line]]) -> int:
    standing = set(Placement.objects.values_list("child_id", "line"))
    missing = [
        Placement(child=child, parent=parent, line=line, since=told.since)
        for child, parent, line in pairs
        if (child.pk, line) not in standing
    ]
    Placement.objects.bulk_create(missing)
    return len(missing)
