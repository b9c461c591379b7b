"""The diary of a studio: a week, a day, the board on the wall, and who is free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.clock import SHANGHAI, now, today
from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Case
from yingzhou.work.cases.queries import cases_of
from yingzhou.work.disputes.choices import BookingState
from yingzhou.work.disputes.models import Booking, MediationStudio, Mediator, StudioClosure, StudioMediator, StudioRoom
from yingzhou.work.disputes.queries.studios import studios_of
from yingzhou.work.disputes.rules import studios as rules
from yingzhou.work.network.queries import in_force

WORKDAYS = 5


@dataclass(frozen=True)
class DiarySlot:
    """One session as the diary shows it.  `case` is its page where the viewer may open it; `title` only then."""

    public_id: UUID
    starts_at: datetime
    ends_at: datetime
    room: str
    is_online: bool
    mediator: str
    number: str
    title: str
    case: UUID | None
    words: str
    way: str
    state: BookingState
    state_words: str
    is_now: bool


@dataclass(frozen=True)
class DiaryDay:
    """One day: its sessions in order, and when the studio is open."""

    on: date
    is_today: bool
    slots: tuple[DiarySlot, ...]
    spans: str
    closed: str


@dataclass(frozen=True)
class DiaryWeek:
    """Monday to Friday, or to Sunday where anything is on at the weekend; `times` are the rows of the table."""

    monday: date
    number: int
    days: tuple[DiaryDay, ...]
    times: tuple[time, ...]
    count: int

    def at(self, day: DiaryDay, begins: time) -> tuple[DiarySlot, ...]:
        """The sessions of a day that begin at a time."""
        return tuple(slot for slot in day.slots if local_time(slot.starts_at) == begins)


@dataclass(frozen=True)
class BoardLine:
    """What the wall may say: time, room, number.  Never a name, never what it is about."""

    starts_at: datetime
    ends_at: datetime
    room: str
    number: str
    is_now: bool


def local_time(moment: datetime) -> time:
    """The time of day in Shanghai."""
    return moment.astimezone(SHANGHAI).time()


def start_of(on: date) -> datetime:
    """Midnight in Shanghai."""
    return datetime.combine(on, time(), tzinfo=SHANGHAI)


def monday_of(on: date) -> date:
    """The Monday of a day's week."""
    return on - timedelta(days=on.weekday())


def week(viewer: Viewer, studio: MediationStudio, *, on: date) -> DiaryWeek:
    """The week of a day.  Canceled sessions are left out."""
    monday = monday_of(on)
    slots = _slots(viewer, _between(studio, monday, monday + timedelta(days=7)))
    hours = list(studio.hours.values_list("weekday", "opens", "closes"))
    closures = list(studio.closures.filter(until__gt=monday, since__lt=monday + timedelta(days=7)))
    days = [_day(monday + timedelta(days=n), slots, hours, closures) for n in range(7)]
    weekend = any(day.slots or day.spans for day in days[WORKDAYS:])
    shown = tuple(days if weekend else days[:WORKDAYS])
    times = tuple(sorted({local_time(slot.starts_at) for day in shown for slot in day.slots}))
    return DiaryWeek(monday, monday.isocalendar().week, shown, times, len(slots))


def one_day(viewer: Viewer, studio: MediationStudio, *, on: date) -> DiaryDay:
    """One day of the diary."""
    slots = _slots(viewer, _between(studio, on, on + timedelta(days=1)))
    hours = list(studio.hours.values_list("weekday", "opens", "closes"))
    return _day(on, slots, hours, list(studio.closures.filter(since__lte=on, until__gt=on)))


def board(viewer: Viewer, studio: MediationStudio, *, on: date) -> tuple[BoardLine, ...]:
    """The day for the wall of the waiting room."""
    at = now()
    rows = _between(studio, on, on + timedelta(days=1)).filter(state__in=[BookingState.PLANNED, BookingState.HELD])
    return tuple(
        BoardLine(
            row.starts_at, row.ends_at, row.room.name, row.case.number if row.case else "", row.starts_at <= at < row.ends_at
        )
        for row in rows
    )


def booking_for(viewer: Viewer, pid: UUID) -> Booking:
    """One session of a studio the viewer knows."""
    related = ("studio__point__station", "room", "mediator", "case")
    found = Booking.objects.filter(public_id=pid, studio__in=studios_of(viewer)).select_related(*related).first()
    if found is None:
        raise NotFound
    return found


def slot_of(viewer: Viewer, booking: Booking) -> DiarySlot:
    """One session as the diary shows it."""
    return _slots(viewer, Booking.objects.filter(pk=booking.pk).select_related("room", "mediator", "case"))[0]


def free_at(
    studio: MediationStudio, starts_at: datetime, ends_at: datetime, *, prefer: int | None = None
) -> tuple[StudioRoom, Mediator] | None:
    """The first room and mediator nobody has in that time, `prefer` (an officer) before the others; None where all are busy."""
    on = starts_at.astimezone(SHANGHAI).date()
    clash = Booking.objects.filter(~Q(state=BookingState.CANCELED), starts_at__lt=ends_at, ends_at__gt=starts_at)
    rooms = StudioRoom.objects.filter(in_force(on), studio=studio).exclude(pk__in=clash.values("room"))
    seats = StudioMediator.objects.filter(in_force(on), studio=studio).exclude(mediator__in=clash.values("mediator"))
    room = rooms.order_by("is_online", "name", "pk").first()
    found = sorted(
        seats.select_related("mediator").order_by("mediator__name", "pk"), key=lambda seat: seat.mediator.officer_id != prefer
    )
    return (room, found[0].mediator) if room and found else None


def bookings_about(matters: Iterable[UUID]) -> QuerySet[Booking]:
    """The sessions of any studio for these matters, canceled ones left out.  Whoever asks has made sure they may be seen."""
    found = Booking.objects.filter(about_id__in=list(matters)).exclude(state=BookingState.CANCELED)
    return found.select_related("studio", "room", "mediator").order_by("starts_at", "pk")


def case_to_book(viewer: Viewer, number: str) -> Case | None:
    """The dispute or complaint somebody means by its number, if they may know of it."""
    found = cases_of(viewer).filter(Q(dispute__isnull=False) | Q(complaint__isnull=False), number=number.strip())
    return found.select_related("dispute", "complaint").first()


def case_named(viewer: Viewer, pid: UUID) -> Case | None:
    """The same by its public id, for a link that leads here from the matter."""
    found = cases_of(viewer).filter(Q(dispute__isnull=False) | Q(complaint__isnull=False), public_id=pid)
    return found.select_related("dispute", "complaint").first()


def _between(studio: MediationStudio, since: date, until: date) -> QuerySet[Booking]:
    found = Booking.objects.filter(studio=studio, starts_at__gte=start_of(since), starts_at__lt=start_of(until))
    return found.exclude(state=BookingState.CANCELED).select_related("room", "mediator", "case").order_by("starts_at", "pk")


def _slots(viewer: Viewer, rows: Iterable[Booking]) -> list[DiarySlot]:
    rows, at = list(rows), now()
    asked = [row.case_id for row in rows if row.case_id]
    seen = set(cases_of(viewer).filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
    return [_slot(viewer, row, row.case_id in seen, at) for row in rows]


def _slot(viewer: Viewer, row: Booking, may_open: bool, at: datetime) -> DiarySlot:
    sits = row.mediator.officer_id is not None and row.mediator.officer_id in viewer.acts_for
    return DiarySlot(
        public_id=row.public_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        room=row.room.name,
        is_online=row.room.is_online,
        mediator=row.mediator.name,
        number=row.case.number if row.case else "",
        title=row.case.title if row.case and (may_open or sits) else "",
        case=row.case.public_id if row.case and may_open else None,
        words=row.words,
        way=row.get_way_display(),
        state=BookingState(row.state),
        state_words=row.get_state_display(),
        is_now=row.starts_at <= at < row.ends_at,
    )


def _day(
    on: date, slots: Sequence[DiarySlot], hours: Sequence[tuple[int, time, time]], closures: Sequence[StudioClosure]
) -> DiaryDay:
    told = [(one.since, one.until, one.reason) for one in closures]
    opening = rules.opening_on(on, hours, told)
    mine = tuple(slot for slot in slots if slot.starts_at.astimezone(SHANGHAI).date() == on)
    return DiaryDay(on, on == today(), mine, rules.in_words(opening.spans), opening.closed)
