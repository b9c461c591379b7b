"""The tree on a day, and what an organization has been through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models import FormerName, Organization, Placement
from yingzhou.work.network.queries.dates import in_force
from yingzhou.work.network.rules.tree import PARENTS


@dataclass(frozen=True)
class Node:
    """One organization as it stood on a day, with what stood below it."""

    id: int
    public_id: UUID
    kind: Kind
    name: str
    is_illustrative: bool
    children: tuple[Node, ...] = ()

    def of_kind(self, kind: Kind) -> tuple[Node, ...]:
        """Every organization of a kind in this branch."""
        mine = (self,) if self.kind == kind else ()
        return mine + tuple(found for child in self.children for found in child.of_kind(kind))


@dataclass(frozen=True)
class Span:
    """Something that held from `since` up to, not including, `until`."""

    text: str
    line: str
    since: date
    until: date | None
    public_id: UUID | None = None
    parent: UUID | None = None


@dataclass(frozen=True)
class History:
    """What an organization was called and where it stood, the latest first, planned changes included."""

    names: tuple[Span, ...]
    places: tuple[Span, ...]


def organizations(kind: Kind, *, on: date) -> QuerySet[Organization]:
    """Organizations of a kind that exist on a day, by name.  The net itself is no secret among officers."""
    return Organization.objects.filter(in_force(on), kind=kind).order_by("name", "pk")


def stations(*, on: date) -> QuerySet[Organization]:
    """The stations of a day."""
    return organizations(Kind.STATION, on=on)


def organizations_among(keys: Iterable[int]) -> QuerySet[Organization]:
    """Organizations by primary key, stations first."""
    return Organization.objects.filter(pk__in=list(keys)).order_by("-kind", "pk")


def organization_for(viewer: Viewer, public_id: UUID) -> Organization:
    """One organization.  Anyone with a posting may read the net; the separated roles may too: it holds no person's data."""
    found = Organization.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def possible_parents(child: Organization, *, on: date) -> QuerySet[Organization]:
    """Under what an organization of this kind may stand, on any line."""
    kinds = {kind for (_line, mine), allowed in PARENTS.items() if mine == child.kind for kind in allowed}
    return Organization.objects.filter(in_force(on), kind__in=kinds).order_by("kind", "name", "pk")


def placement_for(viewer: Viewer, public_id: UUID) -> Placement:
    """A place somebody wants to take back."""
    found = Placement.objects.filter(public_id=public_id).select_related("child", "parent").first()
    if found is None:
        raise NotFound
    return found


def parent_of(child: Organization, *, line: Line = Line.STATION, on: date) -> Organization | None:
    """Under what an organization stood on a day."""
    place = Placement.objects.filter(in_force(on), child=child, line=line).select_related("parent").first()
    return place.parent if place else None


def station_of(community: Organization, *, on: date) -> Organization | None:
    """The station a community belonged to on a day."""
    return parent_of(community, line=Line.STATION, on=on)


def communities_of(station: Organization, *, on: date) -> QuerySet[Organization]:
    """The communities of a station (or, for a township, of the township) on a day."""
    line = Line.TOWNSHIP if station.kind == Kind.TOWNSHIP else Line.STATION
    below = Placement.objects.filter(in_force(on), parent=station, line=line).values("child")
    return Organization.objects.filter(pk__in=below, kind=Kind.COMMUNITY).order_by("name", "pk")


def tree(*, on: date, line: Line = Line.STATION) -> tuple[Node, ...]:
    """The whole net of a day along one line, roots first, under the names of that day.  Three queries."""
    rows = list(Organization.objects.filter(in_force(on)).order_by("kind", "name", "pk"))
    names = dict(FormerName.objects.filter(in_force(on)).values_list("organization_id", "name"))
    below: dict[int | None, list[Organization]] = defaultdict(list)
    places = dict(Placement.objects.filter(in_force(on), line=line).values_list("child_id", "parent_id"))
    for row in rows:
        below[places.get(row.pk)].append(row)

    def node(row: Organization) -> Node:
        return Node(
            id=row.pk,
            public_id=row.public_id,
            kind=Kind(row.kind),
            name=names.get(row.pk, row.name),
            is_illustrative=row.is_illustrative,
            children=tuple(node(child) for child in below[row.pk]),
        )

    return tuple(node(row) for row in below[None])


def history(organization: Organization) -> History:
    """Names and places of an organization, the latest first."""
    former = list(organization.former_names.order_by("-since"))
    names = [Span(organization.name, "", former[0].until if former else organization.since, organization.until)]
    names += [Span(row.name, "", row.since, row.until) for row in former]
    places = [
        Span(row.parent.name, str(Line(row.line).label), row.since, row.until, row.public_id, row.parent.public_id)
        for row in organization.placements.select_related("parent").order_by("-since", "line")
    ]
    return History(tuple(names), tuple(places))
