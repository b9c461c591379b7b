"""一户一档：all that one page says about one business, read across rooms."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from yingzhou.engines.sizes import Size
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.queries import in_force
from yingzhou.work.overview.queries.timeline import Timeline, timeline_of
from yingzhou.work.registry.choices import Kind
from yingzhou.work.registry.models import Business, ContactPerson, Premises, Tag, Tenancy
from yingzhou.work.registry.queries.belongings import (
    PermitLine,
    people_of,
    permits_of,
    premises_of,
    size_of,
    tags_of,
    tenancies_of,
)
from yingzhou.work.registry.queries.businesses import business_for, industry_name


@dataclass(frozen=True)
class BusinessView:
    """What the page shows.  `liaison` is today's, None where nobody is."""

    business: Business
    industry: str
    size: Size
    liaison: Contact | None
    timeline: Timeline
    permits: list[PermitLine]
    premises: list[Premises]
    people: list[ContactPerson]
    tags: list[Tag]
    tenancies: list[Tenancy] = field(default_factory=list)


def business_page(viewer: Viewer, public_id: UUID, *, on: date, strand: str = "", cursor: str = "") -> BusinessView:
    """The page of a business the viewer may see; the number of queries does not depend on how much happened to it."""
    business = business_for(viewer, public_id, on=on)
    return BusinessView(
        business=business,
        industry=industry_name(business.industry_code),
        size=size_of(business, on=on),
        liaison=Contact.objects.filter(in_force(on), business=business).select_related("officer").first(),
        timeline=timeline_of(business, viewer, strand=strand, cursor=cursor),
        permits=permits_of(business, on=on),
        premises=list(premises_of(business, on=on)),
        people=list(people_of(business)),
        tags=list(tags_of(business, viewer, on=on)),
        tenancies=list(tenancies_of(business, on=on)) if business.kind in (Kind.MARKET, Kind.INDIVIDUAL) else [],
    )
