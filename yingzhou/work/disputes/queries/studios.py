"""Which studios a viewer works with, and what stands on their doors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.models import MediationStudio, Mediator, StudioClosure, StudioMediator, StudioRoom
from yingzhou.work.disputes.rules import studios as rules
from yingzhou.work.liaison.models import ContactPoint
from yingzhou.work.liaison.queries import hours_in_words, points_of
from yingzhou.work.network.models import Posting
from yingzhou.work.network.queries import in_force

STATION = (Role.STATION_OFFICER, Role.STATION_HEAD)
WIDE = (Role.DEPARTMENT, Role.BUREAU_LEADER)


@dataclass(frozen=True)
class StudioFace:
    """One studio with what its door says."""

    studio: MediationStudio
    point: ContactPoint
    rooms: tuple[StudioRoom, ...]
    mediators: tuple[Mediator, ...]
    hours: tuple[str, ...]
    may_book: bool
    may_keep: bool


def studios_of(viewer: Viewer) -> QuerySet[MediationStudio]:
    """The studios a viewer may know of: those of their stations, those they sit at, all of them at the bureau."""
    seen = Q(pk__in=())
    for grant in viewer.grants:
        if grant.role in WIDE and grant.everywhere:
            return MediationStudio.objects.all()
        if grant.role in STATION:
            seen |= Q(point__station__in=grant.station_ids)
        if grant.role == Role.MEDIATOR:
            seen |= Q(pk__in=_sat_at(viewer))
    return MediationStudio.objects.filter(seen)


def _sat_at(viewer: Viewer) -> QuerySet[StudioMediator, int]:
    seats = StudioMediator.objects.filter(in_force(today()), mediator__officer__in=viewer.acts_for)
    return seats.values_list("studio", flat=True)


def points_known_to(viewer: Viewer) -> QuerySet[ContactPoint]:
    """The points a viewer works with, and those whose studio they sit at."""
    sat_at = ContactPoint.objects.filter(studios__in=_sat_at(viewer)) if viewer.has(Role.MEDIATOR) else None
    return points_of(viewer, also=sat_at)


def studio_for(viewer: Viewer, pid: UUID) -> MediationStudio:
    """One studio; a foreign one answers like an unknown one."""
    found = studios_of(viewer).filter(public_id=pid).select_related("point__station").first()
    if found is None:
        raise NotFound
    return found


def studio_list(viewer: Viewer) -> list[StudioFace]:
    """Every studio in scope that works today, by name.  A bureau has a few dozen at most."""
    on = today()
    found = studios_of(viewer).filter(in_force(on)).order_by("name", "pk")
    return [_face(viewer, studio) for studio in _with_all(found, on)]


def studio_face(viewer: Viewer, studio: MediationStudio) -> StudioFace:
    """One studio with its rooms, mediators and hours of today."""
    return _face(viewer, _with_all(MediationStudio.objects.filter(pk=studio.pk), today())[0])


def _with_all(found: QuerySet[MediationStudio], on: date) -> QuerySet[MediationStudio]:
    seats = StudioMediator.objects.filter(in_force(on)).select_related("mediator").order_by("mediator__name", "pk")
    rooms = StudioRoom.objects.filter(in_force(on)).order_by("is_online", "name", "pk")
    return found.select_related("point__station", "point__community").prefetch_related(
        Prefetch("seats", queryset=seats, to_attr="seats_now"), Prefetch("rooms", queryset=rooms, to_attr="rooms_now"), "hours"
    )


def _face(viewer: Viewer, studio: MediationStudio) -> StudioFace:
    mediators = tuple(seat.mediator for seat in studio.seats_now)  # type: ignore[attr-defined]
    sits_here = any(one.officer_id in viewer.acts_for for one in mediators if one.officer_id)
    station = studio.point.station_id
    return StudioFace(
        studio=studio,
        point=studio.point,
        rooms=tuple(studio.rooms_now),  # type: ignore[attr-defined]
        mediators=mediators,
        hours=hours_in_words((row.weekday, row.opens, row.closes) for row in studio.hours.all()),
        may_book=rules.may_book(viewer, station_id=station, sits_here=sits_here),
        may_keep=rules.may_book(viewer, station_id=station, sits_here=False),
    )


def sits_at(viewer: Viewer, studio: MediationStudio) -> bool:
    """Whether the viewer, or somebody they stand in for, mediates there today."""
    seats = StudioMediator.objects.filter(in_force(today()), studio=studio, mediator__officer__in=viewer.acts_for)
    return seats.exists()


def colleagues_for(studio: MediationStudio) -> QuerySet[Officer]:
    """Officers who may be given a seat: those posted at the station of the studio, and mediators anywhere."""
    here = Q(organization=studio.point.station_id) | Q(role=Role.MEDIATOR)
    posted = Posting.objects.filter(in_force(today())).filter(here).values("officer")
    return Officer.objects.filter(pk__in=posted, is_active=True).order_by("name", "pk")


def closures_ahead(studio: MediationStudio) -> list[StudioClosure]:
    """Days off that are not over."""
    return list(studio.closures.filter(until__gt=today()).order_by("since", "pk"))


def points_without_studio(viewer: Viewer) -> QuerySet[ContactPoint]:
    """Where a studio could be set up: points in scope without one today."""
    on = today()
    taken = MediationStudio.objects.filter(in_force(on)).values("point")
    return points_known_to(viewer).filter(in_force(on)).exclude(pk__in=taken).order_by("name", "pk")
