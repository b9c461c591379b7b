"""What an officer's open work is, who could take it, and what was handed over before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.base.words import _
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison import rules
from yingzhou.work.liaison.models import Contact, HandedOver, HandOver, PointLiaison
from yingzhou.work.liaison.queries.moving import Mover, Piece, label_of, movers
from yingzhou.work.network.models import Organization, Posting
from yingzhou.work.network.queries import in_force

LATEST = 10


@dataclass(frozen=True)
class Work:
    """The open work of one officer at one station, part by part as the rooms registered them; empty parts left out."""

    parts: tuple[tuple[Mover, tuple[Piece, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(pieces) for _mover, pieces in self.parts)

    @property
    def going(self) -> int:
        return sum(1 for _mover, pieces in self.parts for piece in pieces if not piece.why_not)


def work_of(leaver: Officer, station: Organization, on: date) -> Work:
    """Everything that would move on a day."""
    found = ((mover, tuple(mover.look(leaver, station, on))) for mover in movers())
    return Work(tuple((mover, pieces) for mover, pieces in found if pieces))


def contacts_to_hand_over(leaver: Officer, station: Organization, on: date) -> Sequence[Piece]:
    """Contacts in force on the day with businesses of the station."""
    found = Contact.objects.filter(in_force(on), officer=leaver, business__station=station).select_related("business__community")
    planned = set(
        Contact.objects.filter(business__in=found.values("business"), since__gt=on).values_list("business_id", flat=True)
    )
    return [
        Piece(
            one.public_id,
            one.business.name,
            one.business.community.name if one.business.community else "",
            one.business_id,
            str(_("已经另有安排")) if one.business_id in planned else "",
        )
        for one in found.order_by("business__name", "pk")
    ]


def points_to_hand_over(leaver: Officer, station: Organization, on: date) -> Sequence[Piece]:
    """Contact points the officer keeps in touch with, and how many promises there are open."""
    standing = Q(until__isnull=True) | Q(until__gt=on)
    found = PointLiaison.objects.filter(standing, officer=leaver, point__station=station, point__until__isnull=True)
    pieces = []
    for one in found.select_related("point").prefetch_related("point__promises").order_by("point__name", "pk"):
        open_ones = sum(1 for promise in one.point.promises.all() if promise.kept_on is None and promise.officer_id == leaver.pk)
        about = str(_("答应的事 {n} 件")).format(n=open_ones) if open_ones else ""
        pieces.append(Piece(one.public_id, one.point.name, about, one.point.host_business_id))
    return pieces


def successors_at(station: Organization, on: date, *, without: Officer | None = None) -> list[Officer]:
    """Who may be a liaison at a station on a day, by name; all but one."""
    posted = Posting.objects.filter(in_force(on), organization=station, role__in=rules.LIAISONS, officer__is_active=True)
    found = Officer.objects.filter(pk__in=posted.values("officer"))
    if without is not None:
        found = found.exclude(pk=without.pk)
    return list(found.order_by("name", "pk"))


def is_posted_at(officer: Officer, station: Organization, on: date) -> bool:
    """Whether somebody may be a liaison at a station on a day."""
    return Posting.objects.filter(in_force(on), officer=officer, organization=station, role__in=rules.LIAISONS).exists()


def leaver_for(viewer: Viewer, public_id: UUID, *, on: date) -> tuple[Officer, Organization]:
    """An officer who works, or still looks after somebody, at a station the viewer decides for; and that station."""
    officer = Officer.objects.filter(public_id=public_id).first()
    if officer is None:
        raise NotFound
    posted = (
        Posting.objects.filter(officer=officer, role__in=rules.LIAISONS).order_by("-since", "-pk").values_list("organization_id")
    )
    held = Contact.objects.filter(in_force(on), officer=officer).order_by().values_list("business__station_id").distinct()
    keys = [*(key for (key,) in held if key), *(key for (key,) in posted)]
    mine = next((key for key in keys if rules.may_decide(viewer, key)), None)
    if mine is None:
        raise NotFound
    return officer, Organization.objects.get(pk=mine)


def handovers_of(viewer: Viewer) -> QuerySet[HandOver]:
    """What was handed over at the stations a viewer oversees, the latest first."""
    found = HandOver.objects.select_related("leaver", "station", "made_by").order_by("-made_at", "-pk")
    if any(grant.everywhere for grant in viewer.grants_of(*rules.OVERSEERS)):
        return found
    return found.filter(station__in=frozenset().union(*(one.station_ids for one in viewer.grants_of(*rules.OVERSEERS))))


@dataclass(frozen=True)
class HandedPart:
    """The pieces of one kind, and how many of them went."""

    label: str
    went: int
    pieces: tuple[HandedOver, ...]


@dataclass(frozen=True)
class HandOverView:
    """One hand-over: by whom, when, what went to whom, and what stayed."""

    act: HandOver
    parts: tuple[HandedPart, ...]

    @property
    def went(self) -> int:
        return sum(part.went for part in self.parts)

    @property
    def stayed(self) -> int:
        return sum(len(part.pieces) - part.went for part in self.parts)


def handover_view(viewer: Viewer, public_id: UUID) -> HandOverView:
    """One hand-over, if it is in scope.  Two queries."""
    act = handovers_of(viewer).filter(public_id=public_id).first()
    if act is None:
        raise NotFound
    parts: dict[str, list[HandedOver]] = {}
    for piece in act.pieces.select_related("to").order_by("pk"):
        parts.setdefault(piece.kind, []).append(piece)
    return HandOverView(
        act,
        tuple(HandedPart(label_of(kind), sum(1 for one in pieces if one.to_id), tuple(pieces)) for kind, pieces in parts.items()),
    )
