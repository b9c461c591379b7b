"""一户一档：all that one page says about one business, read across rooms."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from yingzhou.engines.sizes import Size
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.cases.queries import cases_of
from yingzhou.work.liaison.models import Contact
from yingzhou.work.liaison.queries import contacts_of
from yingzhou.work.overview.queries.timeline import Timeline, timeline_of
from yingzhou.work.registry.choices import Kind
from yingzhou.work.registry.models import Business, Tenancy
from yingzhou.work.registry.queries.belongings import ShortLists, short_lists, size_of, tenancies_of
from yingzhou.work.registry.queries.businesses import business_for, industry_name

#: Open matters shown beside the timeline; the list of matters has them all.
OPEN_SHOWN = 10


@dataclass(frozen=True)
class BusinessView:
    """What the page shows.  `liaison` is today's, None where nobody is."""

    business: Business
    industry: str
    size: Size
    liaison: Contact | None
    timeline: Timeline
    lists: ShortLists
    open_cases: list[Case] = field(default_factory=list)
    tenancies: list[Tenancy] = field(default_factory=list)


def business_page(viewer: Viewer, public_id: UUID, *, on: date, strand: str = "", cursor: str = "") -> BusinessView:
    """The page of a business the viewer may see; the number of queries does not depend on how much happened to it."""
    business = business_for(viewer, public_id, on=on)
    contacts = list(contacts_of(business))
    return BusinessView(
        business=business,
        industry=industry_name(business.industry_code),
        size=size_of(business, on=on),
        liaison=next((one for one in contacts if one.since <= on and (one.until is None or one.until > on)), None),
        timeline=timeline_of(business, viewer, contacts=contacts, strand=strand, cursor=cursor),
        lists=short_lists(business, viewer, on=on),
        open_cases=list(open_cases_of(business, viewer)),
        tenancies=list(tenancies_of(business, on=on)) if business.kind in (Kind.MARKET, Kind.INDIVIDUAL) else [],
    )


def open_cases_of(business: Business, viewer: Viewer) -> QuerySet[Case]:
    """Matters of the business that are not closed, the most pressing first; only those the viewer may know of."""
    return cases_of(viewer).filter(business=business).exclude(stage=Stage.CLOSED).order_by("due_on", "pk")[:OPEN_SHOWN]
