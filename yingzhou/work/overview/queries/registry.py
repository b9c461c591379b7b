"""The registry's list with what other rooms know of each row: who looks after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from yingzhou.base.prepared import prepared
from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.cases.queries import cases_of
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.queries import in_force, organizations
from yingzhou.work.registry import choices
from yingzhou.work.registry.models import Business
from yingzhou.work.registry.queries.businesses import Filters, Slice, businesses, count_of, page_of
from yingzhou.work.registry.queries.exporting import export_rows


@dataclass(frozen=True)
class Asked:
    """What the list is asked for: the registry's own filters, and those only other rooms can answer."""

    filters: Filters = field(default_factory=Filters)
    without_liaison: bool = False
    with_open: bool = False


@dataclass(frozen=True)
class Listed:
    """One page: rows, how many in all (up to the cap), and by row id who the liaison is and how many matters are open."""

    page: Slice
    total: int
    liaisons: dict[int, str]
    open_matters: dict[int, int]


def found_for(viewer: Viewer, asked: Asked, *, on: date) -> QuerySet[Business]:
    """All rows the list is made of."""
    found = businesses(viewer, asked.filters, on=on)
    if asked.without_liaison:
        found = found.exclude(Exists(Contact.objects.filter(in_force(on), business=OuterRef("pk"))))
    if asked.with_open:
        found = found.filter(Exists(open_cases(viewer).filter(business=OuterRef("pk"))))
    return found


def open_cases(viewer: Viewer) -> QuerySet[Case]:
    """Matters that are not closed, of those the viewer may know of."""
    return cases_of(viewer).exclude(stage=Stage.CLOSED).order_by()


def registry_list(
    viewer: Viewer, asked: Asked, *, on: date, after: UUID | None = None, before: UUID | None = None, counted: bool = True
) -> Listed:
    """One page of the list.  Four queries, whatever is asked and however far down; one less where the total is known."""
    found = found_for(viewer, asked, on=on)
    page = page_of(found, after=after, before=before)
    return Listed(
        page=page,
        total=count_of(found) if counted else 0,
        open_matters=dict(
            open_cases(viewer)
            .filter(business__in=[row.pk for row in page.rows])
            .values("business_id")
            .annotate(n=Count("pk"))
            .values_list("business_id", "n")
        ),
        liaisons=dict(_liaisons(businesses=tuple(row.pk for row in page.rows), on=on)),
    )


@prepared
def _liaisons(*, businesses: tuple[int, ...], on: date) -> QuerySet[Any, Any]:
    return Contact.objects.filter(in_force(on), business__in=businesses).values_list("business_id", "officer__name")


#: What the exported list may be narrowed by, beside what the page may.
FILTERS = frozenset(
    {"q", "kind", "status", "size", "station", "community", "industry", "tag", "expiring", "without_liaison", "with_open", "ids"}
)
YES = frozenset({"on", "1", "true", "yes", "是"})  # data


class FilterNotUnderstood(Refusal):
    """A value that names nothing."""

    reason = _("“{name}”不认得“{value}”")
    mend = _("站、村居写名称或编号，类型、状态、规模写代码")
    status = 422


def asked_for(params: Mapping[str, Sequence[str]], *, on: date) -> Asked:
    """What is asked for, from text: stations and villages by name or id, the rest by code."""
    places = {
        name: tuple(_place(kind, value, on=on) for value in params.get(name, ()))
        for name, kind in (("station", Kind.STATION), ("community", Kind.COMMUNITY))
    }
    for name, known in (("kind", choices.Kind), ("status", choices.Status), ("size", choices.Size)):
        for value in params.get(name, ()):
            if value not in known.values:
                raise FilterNotUnderstood(name=name, value=value)
    return Asked(
        filters=Filters(
            text="".join(params.get("q", ())),
            kinds=tuple(params.get("kind", ())),
            statuses=tuple(params.get("status", ())),
            sizes=tuple(params.get("size", ())),
            stations=places["station"],
            communities=places["community"],
            industries=tuple(params.get("industry", ())),
            tags=tuple(_uuid("tag", value) for value in params.get("tag", ())),
            expiring=not YES.isdisjoint(params.get("expiring", ())),
            ids=tuple(_uuid("ids", value) for value in params.get("ids", ())),
        ),
        without_liaison=not YES.isdisjoint(params.get("without_liaison", ())),
        with_open=not YES.isdisjoint(params.get("with_open", ())),
    )


def rows_to_export(viewer: Viewer, params: Mapping[str, Sequence[str]], on: date) -> Iterator[dict[str, Any]]:
    """The rows of the list as it leaves the house."""
    return export_rows(found_for(viewer, asked_for(params, on=on), on=on), on=on)


def _place(kind: Kind, value: str, *, on: date) -> UUID:
    found = organizations(kind, on=on).filter(name=value).values_list("public_id", flat=True).first()
    return found or _uuid(kind, value)


def _uuid(name: str, value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise FilterNotUnderstood(name=name, value=value) from None
