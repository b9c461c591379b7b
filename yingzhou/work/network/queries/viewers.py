"""From an officer to what they may see today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from yingzhou.base.prepared import prepared
from yingzhou.work.accounts.choices import SEPARATED, Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Grant, Viewer
from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models import Leave, Placement, Posting
from yingzhou.work.network.queries.dates import in_force
from yingzhou.work.network.rules.postings import BUREAU_WIDE


def viewer_for(officer: Officer, *, on: date) -> Viewer | None:
    """The officer with the postings in force on a day, and those they deputize for; None for one who has left.

    At most two queries, whatever the number of postings: this runs on every request.
    """
    if not officer.is_active:
        return None
    postings = _postings(officer, on)
    below = _below(postings, on)
    return Viewer(
        officer_id=officer.pk,
        public_id=officer.public_id,
        name=officer.name,
        grants=tuple(_grant(posting, below, officer) for posting in postings),
        language=officer.language,
    )


@dataclass(frozen=True)
class _Held:
    """A posting in force, one's own or lent."""

    officer_id: int
    officer_name: str
    role: Role
    organization_id: int
    organization_name: str
    kind: Kind


@prepared
def _in_force(*, officer_id: int, on: date) -> QuerySet[Any, Any]:
    """Own postings, and the working ones of those on leave."""
    away = Leave.objects.filter(in_force(on), deputy=officer_id, officer__is_active=True).values("officer")
    lent = Q(officer__in=away) & ~Q(role__in=SEPARATED)
    columns = ("officer_id", "officer__name", "role", "organization_id", "organization__name", "organization__kind")
    return Posting.objects.filter(in_force(on)).filter(Q(officer=officer_id) | lent).order_by("pk").values_list(*columns)


def _postings(officer: Officer, on: date) -> list[_Held]:
    """Own postings, and those lent; a separated role neither lends nor borrows."""
    rows = [
        _Held(officer_id, name, Role(role), organization_id, organization, Kind(kind))
        for officer_id, name, role, organization_id, organization, kind in _in_force(officer_id=officer.pk, on=on)
    ]
    own = [row for row in rows if row.officer_id == officer.pk]
    if any(row.role in SEPARATED for row in own):
        return own
    return own + [row for row in rows if row.officer_id != officer.pk]


@prepared
def _children(*, parents: tuple[int, ...], on: date) -> QuerySet[Any, Any]:
    return Placement.objects.filter(in_force(on), parent__in=parents).values_list("parent_id", "line", "child_id")


def _below(postings: Iterable[_Held], on: date) -> dict[int, frozenset[int]]:
    """The communities below each station or township among the organizations of some postings."""
    line_of = {Kind.STATION: Line.STATION, Kind.TOWNSHIP: Line.TOWNSHIP}
    parents = {row.organization_id: line_of[row.kind] for row in postings if row.kind in line_of}
    if not parents:
        return {}
    children: dict[int, set[int]] = defaultdict(set)
    for parent, line, child in _children(parents=tuple(sorted(parents)), on=on):
        if parents[parent] == line:
            children[parent].add(child)
    return {parent: frozenset(found) for parent, found in children.items()}


def _grant(posting: _Held, below: dict[int, frozenset[int]], officer: Officer) -> Grant:
    place, kind = posting.organization_id, posting.kind
    return Grant(
        role=posting.role,
        organization_id=place,
        organization_name=posting.organization_name,
        station_ids=frozenset({place}) if kind == Kind.STATION else frozenset(),
        community_ids=frozenset({place}) if kind == Kind.COMMUNITY else below.get(place, frozenset()),
        everywhere=posting.role in BUREAU_WIDE and kind in (Kind.BUREAU, Kind.DEPARTMENT),
        deputizing_for="" if posting.officer_id == officer.pk else posting.officer_name,
        deputizing_id=0 if posting.officer_id == officer.pk else posting.officer_id,
    )
