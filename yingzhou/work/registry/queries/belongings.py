"""What belongs to one business: permits, premises, people to call, tags, stalls, merges.

Every function is for a business the viewer has been let see (`business_for`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.engines.sizes import Size
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import PermitKind
from yingzhou.work.registry.models import Business, ContactPerson, Merge, Permit, Premises, Tag, Tenancy
from yingzhou.work.registry.queries.tags import tags_for
from yingzhou.work.registry.rules.permits import PermitState, permit_state
from yingzhou.work.registry.rules.sizes import size_of_business


@dataclass(frozen=True)
class PermitLine:
    """A permit and what it is worth today."""

    permit: Permit
    state: PermitState
    days_left: int | None

    @property
    def name(self) -> Any:
        return self.permit.title or PermitKind(self.permit.kind).label


def permits_of(business: Business, *, on: date) -> list[PermitLine]:
    """Those not ended first, by their last day."""
    lines = [
        PermitLine(
            permit=permit,
            state=permit_state(expires_on=permit.expires_on, ended_on=permit.ended_on, on=on),
            days_left=(permit.expires_on - on).days if permit.expires_on else None,
        )
        for permit in Permit.objects.filter(business=business)
    ]
    return sorted(
        lines,
        key=lambda line: (line.state == PermitState.ENDED, line.permit.expires_on or date.max, line.permit.pk),
    )


def premises_of(business: Business, *, on: date) -> QuerySet[Premises]:
    """Where it is found on a day."""
    return Premises.objects.filter(business=business).exclude(until__lte=on).exclude(since__gt=on).order_by("pk")


def people_of(business: Business) -> QuerySet[ContactPerson]:
    """Whom to call, the main one first.  Names and numbers stay sealed; show the masks."""
    return ContactPerson.objects.filter(business=business).order_by("-is_main", "pk")


def tags_of(business: Business, viewer: Viewer, *, on: date) -> QuerySet[Tag]:
    """Tags in force that the viewer may see."""
    return tags_for(viewer, on=on).filter(in_force(on, "taggings__"), taggings__business=business).distinct()


def tenancies_of(business: Business, *, on: date) -> QuerySet[Tenancy]:
    """For a market, who holds its stalls on a day; for a trader, the stalls it holds."""
    held = Tenancy.objects.filter(in_force(on)).select_related("stall__market", "business")
    mine = held.filter(stall__market=business) | held.filter(business=business)
    return mine.order_by("stall__number", "pk")


def merges_of(business: Business) -> QuerySet[Merge]:
    """Merges into this business, the latest first."""
    return Merge.objects.filter(keep=business).select_related("lose").order_by("-pk")


def size_of(business: Business, *, on: date) -> Size:
    """The size class by the thresholds of a day, with every comparison made."""
    return size_of_business(
        kind=business.kind,
        industry_code=business.industry_code,
        employees=business.employees,
        revenue=business.revenue,
        assets=business.assets,
        on=on,
    )


def permit_of(business: Business, public_id: UUID) -> Permit:
    """A permit of this business and no other."""
    return _one(Permit.objects.filter(business=business, public_id=public_id))


def place_of(business: Business, public_id: UUID) -> Premises:
    """Premises of this business and no other."""
    return _one(Premises.objects.filter(business=business, public_id=public_id))


def person_of(business: Business, public_id: UUID) -> ContactPerson:
    """A person to call of this business and no other."""
    return _one(ContactPerson.objects.select_related("business").filter(business=business, public_id=public_id))


def merge_of(business: Business, public_id: UUID) -> Merge:
    """A merge into this business and no other."""
    return _one(Merge.objects.filter(keep=business, public_id=public_id))


def tenancy_of(business: Business, public_id: UUID) -> Tenancy:
    """A tenancy of a stall of this market and no other."""
    return _one(Tenancy.objects.filter(stall__market=business, public_id=public_id))


def _one(found: QuerySet[Any]) -> Any:
    row = found.first()
    if row is None:
        raise NotFound
    return row
