"""Setting up a studio: its rooms, who sits there, when it works."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import IntegrityError, transaction

from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.choices import BodyKind
from yingzhou.work.disputes.models import (
    MediationStudio,
    Mediator,
    StudioClosure,
    StudioHours,
    StudioMediator,
    StudioRoom,
)
from yingzhou.work.disputes.rules import studios as rules
from yingzhou.work.liaison.models import ContactPoint
from yingzhou.work.liaison.rules import Span, check_spans


@transaction.atomic
def open_studio(
    *, point: ContactPoint, name: str, body: BodyKind, since: date, by: Viewer, is_demo: bool = False
) -> MediationStudio:
    """A studio at a point, with one room to begin with."""
    _check_keeps(by, point, name)
    try:
        with transaction.atomic():
            studio = MediationStudio.objects.create(point=point, name=name, body=body, since=since, is_demo=is_demo)
    except IntegrityError as fault:
        raise rules.StudioThere() from fault
    record("studio.open", studio, by=by, point=point.public_id, body=body, since=since)
    return studio


@transaction.atomic
def add_room(*, studio: MediationStudio, name: str, since: date, by: Viewer, is_online: bool = False) -> StudioRoom:
    """One more room, or a video line."""
    studio = _kept(studio, by)
    try:
        with transaction.atomic():
            room = StudioRoom.objects.create(studio=studio, name=name.strip(), is_online=is_online, since=since)
    except IntegrityError as fault:
        raise rules.RoomThere(name=name) from fault
    record("studio.add_room", studio, by=by, room=room.public_id, online=is_online)
    return room


@transaction.atomic
def seat_mediator(
    *,
    studio: MediationStudio,
    since: date,
    by: Viewer,
    officer: Officer | None = None,
    name: str = "",
    qualification: str = "",
    until: date | None = None,
    is_demo: bool = False,
) -> StudioMediator:
    """Somebody mediates here from a day on: one of ours, or somebody from outside by name.  No name goes on the trail."""
    studio = _kept(studio, by)
    if officer is None and not name.strip():
        raise rules.MediatorUnnamed()
    if officer is not None:
        mediator, _made = Mediator.objects.get_or_create(
            officer=officer, defaults={"name": officer.name, "qualification": qualification, "is_demo": is_demo}
        )
    else:
        mediator = Mediator.objects.create(name=name.strip(), qualification=qualification, is_demo=is_demo)
    try:
        with transaction.atomic():
            seat = StudioMediator.objects.create(studio=studio, mediator=mediator, since=since, until=until)
    except IntegrityError as fault:
        raise rules.SitsThere(name=mediator.name) from fault
    record("studio.seat_mediator", studio, by=by, mediator=mediator.public_id, since=since, until=until)
    return seat


@transaction.atomic
def set_studio_hours(*, studio: MediationStudio, days: Iterable[int], spans: Sequence[Span], by: Viewer) -> MediationStudio:
    """When sessions are held: the same spans on each of some days of the week."""
    studio = _kept(studio, by)
    check_spans(spans)
    studio.hours.all().delete()
    StudioHours.objects.bulk_create(
        StudioHours(studio=studio, weekday=day, opens=span.opens, closes=span.closes)
        for day in sorted(set(days))
        for span in spans
    )
    told = [f"{span.opens:%H:%M}-{span.closes:%H:%M}" for span in spans]
    record("studio.set_hours", studio, by=by, days=sorted(set(days)), spans=told)
    return studio


@transaction.atomic
def close_for_days(*, studio: MediationStudio, since: date, until: date, reason: str, by: Viewer) -> StudioClosure:
    """No sessions from `since` up to, not including, `until`.  What is planned there stays until it is canceled."""
    studio = _kept(studio, by)
    closure = StudioClosure.objects.create(studio=studio, since=since, until=until, reason=reason.strip())
    record("studio.close_for_days", studio, by=by, since=since, until=until)
    return closure


def _kept(studio: MediationStudio, by: Viewer) -> MediationStudio:
    """The row, held; refused to those who do not keep it."""
    found = MediationStudio.objects.select_for_update(of=("self",)).select_related("point__station").get(pk=studio.pk)
    _check_keeps(by, found.point, found.name)
    return found


def _check_keeps(by: Viewer, point: ContactPoint, name: str) -> None:
    if not rules.may_book(by, station_id=point.station_id, sits_here=False):
        raise rules.NotYourDiary(name=name, station=point.station.name)
