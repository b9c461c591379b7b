"""One business, and lists of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.rulebook.industries import SECTION, industries, industry
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import LIVING, Kind, Size, Status
from yingzhou.work.registry.models import Business, Permit, Tagging
from yingzhou.work.registry.queries.scope import visible_to
from yingzhou.work.registry.rules.keys import name_key
from yingzhou.work.registry.rules.permits import EXPIRING_WITHIN

PAGE = 50
#: Counts stop here: nobody needs to know whether it is 1,300 or 13,000, and counting them costs more than the page.
COUNT_CAP = 1001


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to.  Empty means: not narrowed.  `small` asks for micro and small ones, 小个专 as a scope."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    stations: tuple[UUID, ...] = ()
    communities: tuple[UUID, ...] = ()
    industries: tuple[str, ...] = ()
    tags: tuple[UUID, ...] = ()
    expiring: bool = False
    unseated: bool = False
    ids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    pk: int
    public_id: UUID
    name: str
    uscc: str
    kind: str
    status: str
    size: str
    industry_code: str
    address: str
    station: str | None
    community: str | None

    @property
    def kind_label(self) -> Any:
        return Kind(self.kind).label

    @property
    def status_label(self) -> Any:
        return Status(self.status).label

    @property
    def is_living(self) -> bool:
        return self.status in LIVING

    @property
    def size_label(self) -> Any:
        return Size(self.size).label if self.size else ""

    @property
    def industry(self) -> str:
        return industry_name(self.industry_code)


@dataclass(frozen=True)
class Slice:
    """One page of a list by keyset: `before` and `after` name the neighbors' rows, None where there is none."""

    rows: list[Row]
    before: UUID | None = None
    after: UUID | None = None


@dataclass(frozen=True)
class Facets:
    """How many of the rows found are of which kind, village and industry; empty when there are more than are counted."""

    total: int
    kinds: dict[str, int] = field(default_factory=dict)
    communities: dict[int, int] = field(default_factory=dict)
    divisions: dict[str, int] = field(default_factory=dict)

    @property
    def is_capped(self) -> bool:
        return self.total >= COUNT_CAP


def business_for(viewer: Viewer, public_id: UUID, *, on: date) -> Business:
    """The business, if the viewer may see it; a foreign id answers like an unknown one."""
    found = visible_to(viewer, on=on).select_related("station", "community", "merged_into").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def businesses(viewer: Viewer, filters: Filters, *, on: date) -> QuerySet[Business]:
    """The rows a list is made of: what the viewer sees, narrowed, without merged ones.  Unordered."""
    found = visible_to(viewer, on=on).filter(merged_into__isnull=True).filter(_plain_filters(filters))
    if filters.industries:
        starts = Q()
        for code in filters.industries:
            starts |= Q(industry_code__startswith=code)
        found = found.filter(starts)
    if filters.tags:
        held = Tagging.objects.filter(in_force(on), tag__public_id__in=filters.tags)
        found = found.filter(pk__in=held.values("business_id"))
    if filters.expiring:
        found = found.filter(pk__in=expiring_permits(on).values("business_id"))
    return found


def page_of(found: QuerySet[Business], *, after: UUID | None = None, before: UUID | None = None, size: int = PAGE) -> Slice:
    """One page, newest first, next to the row named.  As quick on the thousandth page as on the first."""
    if before is not None:
        newer = found.filter(pk__gt=_place_of(before)).order_by("pk")
        rows = _rows(newer, size + 1)
        more, rows = len(rows) > size, rows[:size][::-1]
        return Slice(rows, before=rows[0].public_id if more else None, after=rows[-1].public_id if rows else before)
    older = found.order_by("-pk")
    if after is not None:
        older = older.filter(pk__lt=_place_of(after))
    rows = _rows(older, size + 1)
    more, rows = len(rows) > size, rows[:size]
    return Slice(
        rows,
        before=rows[0].public_id if rows and after is not None else None,
        after=rows[-1].public_id if more else None,
    )


def count_of(found: QuerySet[Business]) -> int:
    """How many, counted up to `COUNT_CAP`."""
    return found.order_by()[:COUNT_CAP].count()


def facets_of(found: QuerySet[Business]) -> Facets:
    """Counts by kind, village and division, from one reading of at most `COUNT_CAP` rows."""
    read = list(found.order_by().values_list("kind", "community_id", "industry_code")[:COUNT_CAP])
    facets = Facets(total=len(read))
    if facets.is_capped:
        return facets
    for kind, community, code in read:
        facets.kinds[kind] = facets.kinds.get(kind, 0) + 1
        if community is not None:
            facets.communities[community] = facets.communities.get(community, 0) + 1
        if code:
            facets.divisions[code[:2]] = facets.divisions.get(code[:2], 0) + 1
    return facets


def expiring_permits(on: date) -> QuerySet[Permit]:
    """Permits that run out within the reminder's days, or have run out in the last year and nobody ended them."""
    return Permit.objects.filter(ended_on__isnull=True, expires_on__range=(on - timedelta(days=365), on + EXPIRING_WITHIN))


def industry_name(code: str) -> str:
    """正餐服务 for 6210; empty for an unknown code."""
    found = industries().get(code) or (industry(code) if code else None)
    return found.name if found else ""


def industry_choices() -> list[tuple[str, str]]:
    """Every division and finer line of the standard, for reading a filter."""
    return [(code, line.name) for code, line in industries().items() if line.level > SECTION]


def _plain_filters(filters: Filters) -> Q:
    asked = Q()
    for lookup, value in (
        ("kind__in", filters.kinds),
        ("status__in", filters.statuses),
        ("size__in", filters.sizes),
        ("station__public_id__in", filters.stations),
        ("community__public_id__in", filters.communities),
        ("public_id__in", filters.ids),
    ):
        if value:
            asked &= Q(**{lookup: value})
    if filters.unseated:
        asked &= Q(station__isnull=True)
    if key := name_key(filters.text):
        asked &= Q(name_key__contains=key) | Q(uscc__endswith=key)
    return asked


def _place_of(public_id: UUID) -> QuerySet[Any]:
    """Where a row stands in the order; nowhere, and so an empty page, for an unknown id."""
    return Business.objects.filter(public_id=public_id).values("pk")[:1]


def _rows(found: QuerySet[Business], size: int) -> list[Row]:
    columns = (
        "pk",
        "public_id",
        "name",
        "uscc",
        "kind",
        "status",
        "size",
        "industry_code",
        "registered_address",
        "station__name",
        "community__name",
    )
    return [Row(*values) for values in found.values_list(*columns)[:size]]


def businesses_among(viewer: Viewer, public_ids: Iterable[str], *, on: date) -> QuerySet[Business]:
    """Those of the rows named that the viewer may see; what is no id names nothing."""
    return businesses(viewer, Filters(ids=tuple(_uuids(public_ids)) or (UUID(int=0),)), on=on)


def _uuids(texts: Iterable[str]) -> Iterator[UUID]:
    for text in texts:
        with suppress(ValueError):
            yield UUID(text)
