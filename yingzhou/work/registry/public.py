"""The counter window of the registry: finding a shop by what is painted over its door.  Nothing else of it is told."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from yingzhou.work.registry.choices import Status
from yingzhou.work.registry.models import Business

MOST = 8
SHORTEST = 2


@dataclass(frozen=True)
class Shop:
    """Name, address and village of a business that is open: what anyone can read in the street."""

    public_id: UUID
    name: str
    address: str
    village: str


def shops(words: str, *, most: int = MOST) -> tuple[Shop, ...]:
    """Businesses in business whose name or address holds every word asked for; nothing for fewer than two characters."""
    asked = words.split()
    if sum(len(word) for word in asked) < SHORTEST:
        return ()
    found = Business.objects.filter(status=Status.ACTIVE, merged_into__isnull=True).select_related("community")
    for word in asked[:4]:
        found = found.filter(name__icontains=word) | found.filter(registered_address__icontains=word)
    return tuple(_shop(row) for row in found.order_by("name", "pk")[:most])


def shop(public_id: UUID) -> Shop | None:
    """One business by its public id, or None: for showing again what was chosen."""
    row = Business.objects.filter(public_id=public_id, merged_into__isnull=True).select_related("community").first()
    return _shop(row) if row else None


def _shop(row: Business) -> Shop:
    return Shop(row.public_id, row.name, row.registered_address, row.community.name if row.community else "")
