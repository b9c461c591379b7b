"""The diary: planning a session, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from yingzhou.base.clock import SHANGHAI, day_of, now
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.choices import BookingAbout, BookingState, BookingWay, MediationState
from yingzhou.work.disputes.models import (
    Booking,
    Mediation,
    MediationStudio,
    Mediator,
    StudioClosure,
    StudioHours,
    StudioMediator,
    StudioRoom,
)
from yingzhou.work.disputes.queries.studios import sits_at
from yingzhou.work.disputes.rules import studios as rules
from yingzhou.work.network.queries import in_force

OVER = (MediationState.PERFORMED, MediationState.ENDED)


@dataclass(frozen=True)
class Slot:
    """Which room and mediator, from when to when."""

    room: StudioRoom
    mediator: Mediator
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class For:
    """What a session is for: a matter (a word, an id and the case behind it), or something else in a few words."""

    about: BookingAbout
    about_id: UUID | None = None
    case: Case | None = None
    words: str = ""


def for_case(case: Case) -> For:
    """What a session for a case is about: its running mediation, else the dispute or complaint itself."""
    dispute, complaint = getattr(case, "dispute", None), getattr(case, "complaint", None)
    running = Mediation.objects.filter(
        Q(dispute=dispute) & Q(dispute__isnull=False) | Q(complaint=complaint) & Q(complaint__isnull=False)
    )
    if (mediation := running.exclude(state__in=OVER).order_by("-pk").first()) is not None:
        return For(BookingAbout.MEDIATION, mediation.public_id, case)
    if complaint is not None:
        return For(BookingAbout.COMPLAINT, complaint.public_id, case)
    return For(BookingAbout.DISPUTE, dispute.public_id, case) if dispute is not None else For(BookingAbout.OTHER)


@transaction.atomic
def book(*, studio: MediationStudio, slot: Slot, what: For, by: Viewer, way: BookingWay = BookingWay.BOOKED) -> Booking:
    """Put a session into the diary.  The database has the last word on who is free; a walk-in may come outside the hours."""
    studio = MediationStudio.objects.select_related("point__station").get(pk=studio.pk)
    check_may_book(studio, by)
    _check_belongs(studio, slot)
    if way == BookingWay.BOOKED:
        _check_open(studio, slot)
    try:
        with transaction.atomic():
            made = Booking.objects.create(
                studio=studio,
                room=slot.room,
                mediator=slot.mediator,
                way=way,
                state=BookingState.HELD if way == BookingWay.WALK_IN else BookingState.PLANNED,
                starts_at=slot.starts_at,
                ends_at=slot.ends_at,
                about=what.about,
                about_id=what.about_id,
                case=what.case,
                words=what.words.strip(),
                made_by_id=by.officer_id,
                made_at=now(),
            )
    except IntegrityError as fault:
        raise _taken(fault, slot) from fault
    record(
        "booking.make",
        made,
        by=by,
        studio=studio.public_id,
        case=what.case.public_id if what.case else None,
        way=way,
        starts_at=slot.starts_at,
    )
    return made


@transaction.atomic
def mark_held(*, booking: Booking, by: Viewer, came: bool = True) -> Booking:
    """It was held, or one side did not come."""
    booking = _planned(booking, by)
    booking.state = BookingState.HELD if came else BookingState.ABSENT
    booking.save(update_fields=["state"])
    record("booking.mark", booking, by=by, state=booking.state)
    return booking


@transaction.atomic
def cancel_booking(*, booking: Booking, reason: str, by: Viewer) -> Booking:
    """Taken out of the diary, with a reason; room and mediator are free again."""
    booking = _planned(booking, by)
    if not reason.strip():
        raise rules.ReasonMissing()
    booking.state, booking.reason = BookingState.CANCELED, reason.strip()
    booking.save(update_fields=["state", "reason"])
    record("booking.cancel", booking, by=by)
    return booking


def check_may_book(studio: MediationStudio, by: Viewer) -> None:
    """Refuse the diary of another."""
    if not rules.may_book(by, station_id=studio.point.station_id, sits_here=sits_at(by, studio)):
        raise rules.NotYourDiary(name=studio.name, station=studio.point.station.name)


def _planned(booking: Booking, by: Viewer) -> Booking:
    found = Booking.objects.select_for_update(of=("self",)).select_related("studio__point__station").get(pk=booking.pk)
    check_may_book(found.studio, by)
    if found.state != BookingState.PLANNED:
        raise rules.AlreadyOver(state=found.get_state_display())
    return found


def _check_belongs(studio: MediationStudio, slot: Slot) -> None:
    on = day_of(slot.starts_at)
    if not StudioRoom.objects.filter(in_force(on), pk=slot.room.pk, studio=studio).exists():
        raise rules.NotOfThisStudio(name=slot.room.name, field="room")
    if not StudioMediator.objects.filter(in_force(on), mediator=slot.mediator, studio=studio).exists():
        raise rules.NotOfThisStudio(name=slot.mediator.name)


def _check_open(studio: MediationStudio, slot: Slot) -> None:
    on = day_of(slot.starts_at)
    hours = StudioHours.objects.filter(studio=studio).values_list("weekday", "opens", "closes")
    closures = StudioClosure.objects.filter(Q(since__lte=on, until__gt=on), studio=studio)
    opening = rules.opening_on(on, hours, closures.values_list("since", "until", "reason"))
    starts, ends = (moment.astimezone(SHANGHAI).time() for moment in (slot.starts_at, slot.ends_at))
    rules.check_open(on, starts, ends, opening)


def _taken(fault: IntegrityError, slot: Slot) -> Exception:
    """Which of the two was taken, by the name of the constraint."""
    name = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", "") or ""
    if name == "booking_room_once_at_a_time":
        return rules.RoomTaken(room=slot.room.name)
    if name == "booking_mediator_once_at_a_time":
        return rules.MediatorTaken(mediator=slot.mediator.name)
    return fault
