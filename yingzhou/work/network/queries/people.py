"""Who is posted where: for the security officer, for one's own account, and for choosing a deputy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import SEPARATED, Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.queries import officers
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Leave, Organization, Posting
from yingzhou.work.network.queries.dates import in_force

PAGE = 50
HEAD_FIRST = Case(When(role=Role.STATION_HEAD, then=Value(0)), default=Value(1), output_field=IntegerField())


@dataclass(frozen=True)
class PeoplePage:
    """One page of people; `after` is the id to go on from, or None at the end."""

    people: tuple[Officer, ...]
    after: UUID | None


def people_page(viewer: Viewer, *, on: date, name: str = "", after: UUID | None = None) -> PeoplePage:
    """People with today's postings (`officer.posted`), by name, a page at a time.  Two or three queries."""
    held = Posting.objects.filter(in_force(on)).select_related("organization").order_by("pk")
    found = officers(viewer).prefetch_related(Prefetch("postings", queryset=held, to_attr="posted"))
    if name:
        found = found.filter(Q(name__contains=name) | Q(username__icontains=name))
    if after is not None and (last := Officer.objects.filter(public_id=after).first()) is not None:
        found = found.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    rows = list(found[: PAGE + 1])
    return PeoplePage(tuple(rows[:PAGE]), rows[PAGE - 1].public_id if len(rows) > PAGE else None)


def postings_of(officer: Officer) -> QuerySet[Posting]:
    """Every posting of a person, the latest first."""
    return officer.postings.select_related("organization").order_by("-since", "-pk")


def posting_for(viewer: Viewer, public_id: UUID) -> Posting:
    """A posting, for the security officer who may end it."""
    found = Posting.objects.filter(public_id=public_id).select_related("officer").first()
    if found is None or not viewer.has(Role.SECURITY_OFFICER):
        raise NotFound
    return found


def posting_places(*, on: date) -> QuerySet[Organization]:
    """Where somebody can be posted, the bureau first."""
    return Organization.objects.filter(in_force(on)).exclude(kind=Kind.TOWNSHIP).order_by("kind", "name", "pk")


def place_named(public_id: UUID) -> Organization:
    """An organization somebody chose from a list."""
    found = Organization.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def deputies_of(viewer: Viewer, *, on: date) -> QuerySet[Officer]:
    """Who could stand in: colleagues with a working role at the same organizations or one step up."""
    mine = [grant.organization_id for grant in viewer.grants if not grant.deputizing_for]
    near = Q(organization__in=mine) | Q(organization__placed__child__in=mine)
    posted = Posting.objects.filter(in_force(on)).filter(near).exclude(role__in=SEPARATED).values("officer")
    me = Officer.objects.filter(pk=viewer.officer_id).values_list("is_demo", flat=True).first()
    return (
        Officer.objects.filter(pk__in=posted, is_active=True, is_demo=bool(me))
        .exclude(pk=viewer.officer_id)
        .order_by("name", "pk")
    )


def deputy_named(viewer: Viewer, public_id: UUID, *, on: date) -> Officer:
    """A colleague chosen from that list."""
    found = deputies_of(viewer, on=on).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def leaves_of(viewer: Viewer, *, on: date) -> QuerySet[Leave]:
    """One's own leave that is not over, and that of those one stands in for."""
    mine = Q(officer=viewer.officer_id) | Q(deputy=viewer.officer_id)
    return Leave.objects.filter(mine, until__gt=on).select_related("officer", "deputy").order_by("since", "pk")


def own_leave(viewer: Viewer, public_id: UUID) -> Leave:
    """One's own leave."""
    found = Leave.objects.filter(public_id=public_id, officer=viewer.officer_id).first()
    if found is None:
        raise NotFound
    return found


def people_at(organizations: Iterable[int], *, on: date) -> dict[int, list[Posting]]:
    """Who is posted at each of some organizations on a day, as a name and a role; the net of offices is no secret inside."""
    found: dict[int, list[Posting]] = defaultdict(list)
    rows = Posting.objects.filter(in_force(on), organization__in=list(organizations), officer__is_active=True)
    for row in rows.select_related("officer").order_by(HEAD_FIRST, "role", "officer__name", "pk"):
        found[row.organization_id].append(row)
    return found
