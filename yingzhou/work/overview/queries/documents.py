"""How rows of the rooms below become documents of the search index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yingzhou.base.clock import today
from yingzhou.base.search.indexing import tails_of
from yingzhou.base.search.providers import Doc
from yingzhou.work.cases.models import Case
from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models import Organization, Placement
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business, ContactPerson, FormerName, Permit, Premises

BUSINESS, CASE, ORGANIZATION = "business", "case", "organization"


def businesses(ids: Sequence[int]) -> Iterator[Doc]:
    """Businesses that were not merged into another, with their former names, codes, addresses and telephones."""
    names = _of(FormerName, "name", ids)
    addresses = _of(Premises, "address", ids)
    numbers = _of(Permit, "number", ids)
    phones: dict[int, list[str]] = {}
    for person in ContactPerson.objects.filter(business_id__in=ids).only("business_id", "public_id", "phone"):
        phones.setdefault(person.business_id, []).append(person.phone)
    columns = "pk", "public_id", "name", "registered_address", "uscc", "station_id", "community_id"
    rows = Business.objects.filter(pk__in=ids, merged_into__isnull=True).values_list(*columns)
    for pk, public_id, name, registered, uscc, station_id, community_id in rows:
        places = list(dict.fromkeys([*addresses.get(pk, ()), registered]))
        yield Doc(
            kind=BUSINESS,
            row_id=pk,
            public_id=public_id,
            title=name,
            detail=places[0],
            text=" ".join([*names.get(pk, ()), *places]),
            keys=(uscc, *numbers.get(pk, ())),
            tails=tuple(tail for phone in phones.get(pk, ()) for tail in tails_of(phone)),
            station_id=station_id,
            community_id=community_id,
        )


def _of(model: type[FormerName] | type[Premises] | type[Permit], column: str, ids: Sequence[int]) -> dict[int, list[str]]:
    """One text column of what belongs to each business."""
    found: dict[int, list[str]] = {}
    for business_id, text in model.objects.filter(business_id__in=ids).order_by("pk").values_list("business_id", column):
        found.setdefault(business_id, []).append(text)
    return found


def organizations(ids: Sequence[int]) -> Iterator[Doc]:
    """Stations and villages that exist today, with what else they are called and under whom they stand."""
    rows = Organization.objects.filter(in_force(today()), pk__in=ids).exclude(kind=Kind.TOWNSHIP)
    placed = Placement.objects.filter(in_force(today()), child__in=rows).select_related("parent")
    parents: dict[int, dict[str, Organization]] = {}
    for placement in placed:
        parents.setdefault(placement.child_id, {})[placement.line] = placement.parent
    for row in rows:
        above = parents.get(row.pk, {})
        yield Doc(
            kind=ORGANIZATION,
            row_id=row.pk,
            public_id=row.public_id,
            title=row.name,
            detail="·".join(parent.name for parent in above.values()),
            text=" ".join(row.aliases) if row.kind == Kind.COMMUNITY else "",
            station_id=row.pk if row.kind == Kind.STATION else getattr(above.get(Line.STATION), "pk", None),
            community_id=row.pk if row.kind == Kind.COMMUNITY else None,
        )


def cases(ids: Sequence[int]) -> Iterator[Doc]:
    """Matters by number, title and the name of the business; a signal by its number alone.  Never by what somebody wrote."""
    for row in Case.objects.filter(pk__in=ids).select_related("business"):
        is_open = not row.is_confidential
        about = row.business.name if row.business and is_open else ""
        yield Doc(
            kind=CASE,
            row_id=row.pk,
            public_id=row.public_id,
            title=f"{row.number} {row.title}" if is_open else row.number,
            detail=about,
            text=about,
            station_id=row.station_id,
            community_id=row.community_id,
        )


PROVIDERS = {BUSINESS: businesses, CASE: cases, ORGANIZATION: organizations}
