"""From an officer to what they may see today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

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


def _postings(officer: Officer, on: date) -> list[Posting]:
    """Own postings, and the working ones of those on leave; a separated role neither lends nor borrows."""
    away = Leave.objects.filter(in_force(on), deputy=officer, officer__is_active=True).values("officer")
    lent = Q(officer__in=away) & ~Q(role__in=SEPARATED)
    rows = list(
        Posting.objects.filter(in_force(on))
        .filter(Q(officer=officer) | lent)
        .select_related("organization", "officer")
        .order_by("pk")
    )
    own = [row for row in rows if row.officer_id == officer.pk]
    if any(row.role in SEPARATED for row in own):
        return own
    return own + [row for row in rows if row.officer_id != officer.pk]


def _below(postings: Iterable[Posting], on: date) -> dict[int, frozenset[int]]:
    """The communities below each station or township among the organisations of some postings."""
    line_of = {Kind.STATION: Line.STATION, Kind.TOWNSHIP: Line.TOWNSHIP}
    parents = {row.organization_id: line_of[Kind(row.organization.kind)] for row in postings if row.organization.kind in line_of}
    if not parents:
        return {}
    rows = Placement.objects.filter(in_force(on), parent__in=parents).values_list("parent_id", "line", "child_id")
    children: dict[int, set[int]] = defaultdict(set)
    for parent, line, child in rows:
        if parents[parent] == line:
            children[parent].add(child)
    return {parent: frozenset(found) for parent, found in children.items()}


def _grant(posting: Posting, below: dict[int, frozenset[int]], officer: Officer) -> Grant:
    organization = posting.organization
    role = Role(posting.role)
    communities = below.get(organization.pk, frozenset())
    if organization.kind == Kind.COMMUNITY:
        communities = frozenset({organization.pk})
    return Grant(
        role=role,
        organization_id=organization.pk,
        organization_name=organization.name,
        station_ids=frozenset({organization.pk}) if organization.kind == Kind.STATION else frozenset(),
        community_ids=communities,
        everywhere=role in BUREAU_WIDE and organization.kind in (Kind.BUREAU, Kind.DEPARTMENT),
        deputizing_for="" if posting.officer_id == officer.pk else posting.officer.name,
        deputizing_id=0 if posting.officer_id == officer.pk else posting.officer_id,
    )
