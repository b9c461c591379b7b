"""The registry's list with what other rooms know of each row: who looks after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business
from yingzhou.work.registry.queries.businesses import Filters, Slice, businesses, count_of, page_of


@dataclass(frozen=True)
class Asked:
    """What the list is asked for: the registry's own filters, and those only other rooms can answer."""

    filters: Filters = field(default_factory=Filters)
    without_liaison: bool = False


@dataclass(frozen=True)
class Listed:
    """One page: rows, how many in all (up to the cap), and by row id who the liaison is."""

    page: Slice
    total: int
    liaisons: dict[int, str]


def found_for(viewer: Viewer, asked: Asked, *, on: date) -> QuerySet[Business]:
    """All rows the list is made of."""
    found = businesses(viewer, asked.filters, on=on)
    if asked.without_liaison:
        found = found.exclude(Exists(Contact.objects.filter(in_force(on), business=OuterRef("pk"))))
    return found


def registry_list(viewer: Viewer, asked: Asked, *, on: date, after: UUID | None = None, before: UUID | None = None) -> Listed:
    """One page of the list.  Three queries, whatever is asked and however far down."""
    found = found_for(viewer, asked, on=on)
    page = page_of(found, after=after, before=before)
    held = Contact.objects.filter(in_force(on), business__in=[row.pk for row in page.rows])
    return Listed(
        page=page,
        total=count_of(found),
        liaisons=dict(held.values_list("business_id", "officer__name")),
    )
