"""What belongs to one business: permits, premises, people to call, tags, stalls, merges.

Every function is for a business the viewer has been let see (`business_for`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from yingzhou.base.prepared import prepared
from yingzhou.base.refusals import NotFound
from yingzhou.engines.sizes import Size
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import PermitKind
from yingzhou.work.registry.models import Business, ContactPerson, Merge, Permit, Premises, Tenancy
from yingzhou.work.registry.queries.tags import tags_for
from yingzhou.work.registry.rules.permits import PermitState, permit_state
from yingzhou.work.registry.rules.sizes import size_of_business


@dataclass(frozen=True)
class PermitLine:
    """A permit and what it is worth today."""

    public_id: UUID
    name: Any
    number: str
    expires_on: date | None
    state: PermitState
    days_left: int | None


@dataclass(frozen=True)
class PremisesLine:
    """Where the business is found now."""

    public_id: UUID
    address: str
    since: date | None


@dataclass(frozen=True)
class PersonLine:
    """Whom to call, masked."""

    public_id: UUID
    name_mask: str
    phone_mask: str
    position: str
    is_main: bool


@dataclass(frozen=True)
class TagLine:
    """A tag in force that the viewer may see."""

    public_id: UUID
    name: str
    scope: str


@dataclass(frozen=True)
class ShortLists:
    """The short lists beside the timeline."""

    permits: list[PermitLine]
    premises: list[PremisesLine]
    people: list[PersonLine]
    tags: list[TagLine]


def short_lists(business: Business, viewer: Viewer, *, on: date) -> ShortLists:
    """Permits, premises in use, people (masked) and visible tags.  Two queries for the four."""
    held, here, called = _belongings(business_id=business.pk, on=on)[0]
    tags = tags_for(viewer, on=on).filter(in_force(on, "taggings__"), taggings__business=business)
    permits = [_permit_line(row, on) for row in held]
    permits.sort(key=lambda line: (line.state == PermitState.ENDED, line.expires_on or date.max))
    return ShortLists(
        permits=permits,
        premises=[PremisesLine(UUID(row["public_id"]), row["address"], _day(row["since"])) for row in here],
        people=[PersonLine(**{**row, "public_id": UUID(row["public_id"])}) for row in called],
        tags=[TagLine(*row) for row in tags.values_list("public_id", "name", "scope")],
    )


@prepared
def _belongings(*, business_id: int, on: date) -> QuerySet[Any, Any]:
    own = {"business": OuterRef("pk")}
    permits = Permit.objects.filter(**own).order_by("pk")
    here = Premises.objects.filter(**own).exclude(until__lte=on).exclude(since__gt=on).order_by("pk")
    people = ContactPerson.objects.filter(**own).order_by("-is_main", "pk")
    return Business.objects.filter(pk=business_id).values_list(
        _rows(permits, "kind", "title", "number", "expires_on", "ended_on"),
        _rows(here, "address", "since"),
        _rows(people, "name_mask", "phone_mask", "position", "is_main"),
    )


def _rows(found: QuerySet[Any], *fields: str) -> ArraySubquery:
    """The rows of a list as one value of the business's own row."""
    return ArraySubquery(found.values(row=JSONObject(**{name: name for name in ("public_id", *fields)})))


def _permit_line(row: dict[str, Any], on: date) -> PermitLine:
    expires_on = _day(row["expires_on"])
    return PermitLine(
        public_id=UUID(row["public_id"]),
        name=row["title"] or PermitKind(row["kind"]).label,
        number=row["number"],
        expires_on=expires_on,
        state=permit_state(expires_on=expires_on, ended_on=_day(row["ended_on"]), on=on),
        days_left=(expires_on - on).days if expires_on else None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def where_found(business: Business, *, on: date) -> str:
    """The address to place it by: its premises where entered, else the registered one."""
    here = Premises.objects.filter(business=business).exclude(until__lte=on).order_by("pk").first()
    return here.address if here else business.registered_address


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
