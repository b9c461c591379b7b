"""One box over everything the viewer may see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yingzhou.base.clock import today
from yingzhou.base.search import querying
from yingzhou.base.search.querying import Hit, Scope
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.queries import cases_of
from yingzhou.work.overview.queries.documents import BUSINESS, CASE, ORGANIZATION
from yingzhou.work.registry.queries.scope import READERS, sees_all, visible_to

#: Enough candidates that a liaison, who sees a few of a station's businesses, still gets a full list.
CANDIDATES = 200


@dataclass(frozen=True)
class Group:
    """Hits of one kind.  `total` is capped at 1,001; None where only the rows themselves tell who may see them."""

    kind: str
    label: Any
    hits: tuple[Hit, ...]
    total: int | None

    @property
    def more(self) -> bool:
        return self.total is not None and self.total > len(self.hits)


@dataclass(frozen=True)
class Found:
    """What was typed, and what it found, kind by kind; kinds without a hit are left out."""

    asked: str
    groups: tuple[Group, ...]

    @property
    def has_slip(self) -> bool:
        """Nothing is quite what was typed; what is shown is only near it."""
        hits = [hit for group in self.groups for hit in group.hits]
        return bool(hits) and all(hit.slip for hit in hits)


def search(text: str, *, viewer: Viewer, limit: int = 20, with_totals: bool = True) -> Found:
    """Everything the viewer may see that holds what was typed; names one slip away only where nothing does."""
    scope = scope_of(viewer)
    groups = [_group(kind, text, viewer, scope, limit, with_totals=with_totals) for kind in KINDS]
    if exact := [group for group in groups if group.hits and not all(hit.slip for hit in group.hits)]:
        groups = exact
    return Found(text, tuple(group for group in groups if group.hits))


def scope_of(viewer: Viewer) -> Scope:
    """The widest the viewer's working roles reach.  Auditor, security officer and system operator find nothing."""
    grants = viewer.grants_of(*READERS)
    return Scope(
        everywhere=sees_all(viewer),
        station_ids=frozenset().union(*(grant.station_ids for grant in grants)),
        community_ids=frozenset().union(*(grant.community_ids for grant in grants if grant.role == Role.VILLAGE_WORKER)),
    )


def _group(kind: str, text: str, viewer: Viewer, scope: Scope, limit: int, *, with_totals: bool) -> Group:
    label, allowed = KINDS[kind]
    whole = sees_all(viewer) and kind != CASE
    hits = querying.find(text, kinds=[kind], scope=scope, limit=limit if whole else CANDIDATES)
    if not whole:
        permitted = allowed(viewer, [hit.public_id for hit in hits])
        hits = [hit for hit in hits if hit.public_id in permitted]
    slipped = any(hit.slip for hit in hits)
    total = querying.count(text, kinds=[kind], scope=scope) if whole and with_totals and hits and not slipped else None
    return Group(kind, label, tuple(hits[:limit]), total)


def _businesses(viewer: Viewer, ids: Sequence[UUID]) -> set[UUID]:
    return set(visible_to(viewer, on=today()).filter(public_id__in=ids).values_list("public_id", flat=True))


def _cases(viewer: Viewer, ids: Sequence[UUID]) -> set[UUID]:
    """Nobody sees every matter: a leader no signals, nobody one about the own business."""
    return set(cases_of(viewer).filter(public_id__in=ids).values_list("public_id", flat=True))


def _organizations(viewer: Viewer, ids: Sequence[UUID]) -> set[UUID]:
    """The tree is no secret among those who work with it; the scope of the index has already narrowed it."""
    return set(ids)


KINDS: dict[str, tuple[Any, Callable[[Viewer, Sequence[UUID]], set[UUID]]]] = {
    BUSINESS: (_("经营主体"), _businesses),
    CASE: (_("事项"), _cases),
    ORGANIZATION: (_("站与村居"), _organizations),
}
