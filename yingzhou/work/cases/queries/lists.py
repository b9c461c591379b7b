"""Lists of cases: keyset pages, capped counts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Kind, Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.cases.queries.scope import cases_of
from yingzhou.work.registry.models import Business

PAGE = 30
CAP = 1_001


@dataclass(frozen=True)
class Listed:
    """One page of a list: the rows, the id to continue after (None on the last page), and the count up to 1,001."""

    cases: list[Case]
    after: UUID | None
    count: int

    @property
    def is_capped(self) -> bool:
        return self.count >= CAP


def case_list(
    *,
    viewer: Viewer,
    state: str = "open",
    kind: str = "",
    stage: str = "",
    mine: bool = False,
    words: str = "",
    after: UUID | None = None,
) -> Listed:
    """Open cases by due day, the most pressing first; closed or all, the latest first."""
    found = _filtered(viewer, state=state, kind=kind, stage=stage, mine=mine, words=words)
    order = ("due_on", "pk") if state == "open" else ("-pk",)
    rows = found.select_related("business", "community", "station", "handler").order_by(*order)
    last = found.filter(public_id=after).values("due_on", "pk").first() if after else None
    if last and state == "open":
        rows = rows.filter(Q(due_on__gt=last["due_on"]) | Q(due_on=last["due_on"], pk__gt=last["pk"]))
    elif last:
        rows = rows.filter(pk__lt=last["pk"])
    page = list(rows[: PAGE + 1])
    more = len(page) > PAGE
    return Listed(page[:PAGE], page[PAGE - 1].public_id if more else None, found.order_by()[:CAP].count())


def of_business(*, viewer: Viewer, business: Business, limit: int = 50) -> list[Case]:
    """The cases of one business that the viewer may know of, the latest first: for its timeline."""
    return list(cases_of(viewer).filter(business=business).select_related("station", "handler").order_by("-received_at")[:limit])


def _filtered(viewer: Viewer, *, state: str, kind: str, stage: str, mine: bool, words: str) -> QuerySet[Case]:
    found = cases_of(viewer)
    if state == "open":
        found = found.exclude(stage=Stage.CLOSED)
    elif state == "closed":
        found = found.filter(stage=Stage.CLOSED)
    if kind in Kind:
        found = found.filter(kind=kind)
    if stage in Stage:
        found = found.filter(stage=stage)
    if mine:
        found = found.filter(handler__in=viewer.acts_for)
    if words.strip():
        text = words.strip()
        found = found.filter(Q(title__icontains=text) | Q(number__icontains=text) | Q(business__name__icontains=text))
    return found
