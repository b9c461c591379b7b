"""How rows of the rooms below become documents of the search index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yingzhou.base.clock import today
from yingzhou.base.search.indexing import tails_of
from yingzhou.base.search.providers import Doc
from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models import Organization, Placement
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business

BUSINESS, ORGANIZATION = "business", "organization"


def businesses(ids: Sequence[int]) -> Iterator[Doc]:
    """Businesses that were not merged into another, with their former names, codes, addresses and telephones."""
    rows = Business.objects.filter(pk__in=ids, merged_into__isnull=True)
    for row in rows.prefetch_related("former_names", "premises", "people", "permits"):
        addresses = [row.registered_address, *(place.address for place in row.premises.all())]
        names = [former.name for former in row.former_names.all()]
        yield Doc(
            kind=BUSINESS,
            row_id=row.pk,
            public_id=row.public_id,
            title=row.name,
            detail=addresses[-1],
            text=" ".join([*names, *dict.fromkeys(addresses)]),
            keys=(row.uscc, *(permit.number for permit in row.permits.all())),
            tails=tuple(tail for person in row.people.all() for tail in tails_of(person.phone)),
            station_id=row.station_id,
            community_id=row.community_id,
        )


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


PROVIDERS = {BUSINESS: businesses, ORGANIZATION: organizations}
