"""Lists of hazards: keyset pages, capped counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from yingzhou.base.clock import today
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards.choices import Grade, State
from yingzhou.work.hazards.models import Hazard, PlannedRecheck
from yingzhou.work.hazards.queries.scope import hazards_of
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business

PAGE = 30
CAP = 1_001


@dataclass(frozen=True)
class HazardsAsked:
    """What a list is narrowed to."""

    state: str = "open"
    grade: str = ""
    village: UUID | None = None
    overdue: bool = False
    mine: bool = False
    rechecks: bool = False
    words: str = ""
    removed_from: date | None = None
    removed_to: date | None = None


@dataclass(frozen=True)
class HazardsListed:
    """One page of a list: the rows, the id to continue after (None on the last page), and the count up to 1,001."""

    hazards: list[Hazard]
    after: UUID | None
    count: int

    @property
    def is_capped(self) -> bool:
        return self.count >= CAP


def hazard_list(*, viewer: Viewer, asked: HazardsAsked, after: UUID | None = None) -> HazardsListed:
    """Open ones the earliest found first, closed and all the latest first."""
    found = narrowed(viewer, asked)
    rows = found.select_related("business", "case__station", "case__handler", "case__community")
    is_open = asked.state not in ("closed", "all")
    rows = rows.order_by("found_on", "pk") if is_open else rows.order_by("-found_on", "-pk")
    last = found.filter(public_id=after).values("found_on", "pk").first() if after else None
    if last and is_open:
        rows = rows.filter(Q(found_on__gt=last["found_on"]) | Q(found_on=last["found_on"], pk__gt=last["pk"]))
    elif last:
        rows = rows.filter(Q(found_on__lt=last["found_on"]) | Q(found_on=last["found_on"], pk__lt=last["pk"]))
    page = list(rows[: PAGE + 1])
    more = len(page) > PAGE
    return HazardsListed(page[:PAGE], page[PAGE - 1].public_id if more else None, found.order_by()[:CAP].count())


def narrowed(viewer: Viewer, asked: HazardsAsked) -> QuerySet[Hazard]:
    """The hazards a viewer may know of, narrowed."""
    found = hazards_of(viewer)
    if asked.state == "open":
        found = found.exclude(state=State.CLOSED)
    elif asked.state in State:
        found = found.filter(state=asked.state)
    if asked.grade in Grade:
        found = found.filter(grade=asked.grade)
    if asked.village:
        found = found.filter(case__community__public_id=asked.village)
    if asked.overdue:
        found = found.filter(state=State.FIXING, due_on__lt=today())
    if asked.mine:
        found = found.filter(case__handler__in=viewer.acts_for)
    if asked.rechecks:
        planned = PlannedRecheck.objects.filter(hazard=OuterRef("pk"), ended_at__isnull=True)
        found = found.filter(Q(Exists(planned)) | Q(state=State.FIXING, due_on__lte=today()))
    if asked.removed_from:
        found = found.filter(removed_on__gte=asked.removed_from)
    if asked.removed_to:
        found = found.filter(removed_on__lt=asked.removed_to)
    if words := asked.words.strip():
        found = found.filter(
            Q(item_words__icontains=words) | Q(case__number__icontains=words) | Q(business__name__icontains=words)
        )
    return found


def villages_of(viewer: Viewer) -> list[tuple[str, str]]:
    """The villages that have a hazard in sight, for the filter."""
    there = hazards_of(viewer).filter(case__community__isnull=False).order_by().values("case__community")
    found = Organization.objects.filter(pk__in=there).order_by("name").values_list("public_id", "name")[:200]
    return [(str(pid), name) for pid, name in found]


def hazards_of_business(*, viewer: Viewer, business: Business, limit: int = 50) -> list[Hazard]:
    """The hazards of one business that the viewer may know of, open ones first, then the latest: for its page."""
    found = hazards_of(viewer).filter(business=business).select_related("case__station", "case__handler")
    rows = list(found.order_by("-found_on", "-pk")[:limit])
    return sorted(rows, key=lambda one: one.state == State.CLOSED)
