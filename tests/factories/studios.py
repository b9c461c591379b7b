"""Points, studios and what happened there, made by the rooms' own actions where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from tests.factories.cases import Town, make_town, officer_of, open_matter
from tests.factories.network import START, viewer_as
from yingzhou.base.clock import SHANGHAI, now, today
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Answer, Kind
from yingzhou.work.cases.models import Case, OutcomeAnswer
from yingzhou.work.disputes.actions import studios as setup
from yingzhou.work.disputes.choices import (
    BodyKind,
    BookingAbout,
    BookingState,
    BookingWay,
    MediationState,
    PaperKind,
    Performance,
    Remedy,
    SettlementState,
)
from yingzhou.work.disputes.models import (
    Booking,
    Dispute,
    Installment,
    Mediation,
    MediationStudio,
    Mediator,
    Settlement,
    StudioRoom,
    Term,
)
from yingzhou.work.liaison.actions import PointFacts, open_point, set_point_hours
from yingzhou.work.liaison.choices import PointKind, PointLevel
from yingzhou.work.liaison.models import ContactPoint
from yingzhou.work.liaison.rules import Span

_number = count(1)
MORNING = Span(time(9), time(11, 30))


@dataclass(frozen=True)
class Place:
    """A point with a studio at the north station: one room, one online, and `xu`, who mediates there."""

    town: Town
    point: ContactPoint
    studio: MediationStudio
    room: StudioRoom
    online: StudioRoom
    mediator: Mediator
    xu: Viewer


def make_point(town: Town, **facts: Any) -> ContactPoint:
    """A consumer-rights point in the reed village, hosted by the shop."""
    told = {
        "name": f"芦花村消费维权联络点{next(_number)}",
        "level": PointLevel.COMMUNITY,
        "address": "芦花村桂花路18号",
        "phone": "021-5555-0101",
    }
    told |= {"community": town.net.reed, "host_business": town.shop}
    return open_point(
        kind=facts.pop("kind", PointKind.CONSUMER_RIGHTS),
        station=facts.pop("station", town.net.north),
        facts=PointFacts(**(told | facts)),
        since=START,
        by=town.song,
    )


def make_place(town: Town | None = None) -> Place:
    town = town or make_town()
    point = set_point_hours(point=make_point(town), days=range(1, 6), spans=[MORNING], by=town.lin)
    studio = setup.open_studio(
        point=point, name="芦花村消费纠纷调解工作室", body=BodyKind.ASSOCIATION_POST, since=START, by=town.lin
    )
    room = setup.add_room(studio=studio, name="一号室", since=START, by=town.lin)
    online = setup.add_room(studio=studio, name="线上室", is_online=True, since=START, by=town.lin)
    xu = viewer_as(Role.MEDIATOR, town.net.north, "许见山")
    seat = setup.seat_mediator(studio=studio, officer=officer_of(xu), since=START, by=town.lin)
    return Place(town, point, studio, room, online, seat.mediator, xu)


def make_dispute(place: Place, **facts: Any) -> Dispute:
    case = open_matter(place.town, Kind.DISPUTE, **facts)
    return Dispute.objects.create(case=case, told_not_statutory_at=now())


def sat_down(place: Place, case: Case, *, at: datetime, room: StudioRoom | None = None, **facts: Any) -> Booking:
    """A session that was held."""
    facts = {"about": BookingAbout.DISPUTE, "about_id": case.public_id, "case": case, "way": BookingWay.BOOKED, **facts}
    return Booking.objects.create(
        studio=place.studio,
        room=room or place.room,
        mediator=place.mediator,
        state=BookingState.HELD,
        starts_at=at,
        ends_at=at + timedelta(hours=1),
        made_at=at,
        **facts,
    )


def settled(
    place: Place, *, days: int = 10, kept: bool = True, answer: Answer | None = Answer.SOLVED, online: bool = False, ago: int = 30
) -> Mediation:
    """A dispute sat down over at the studio, signed `days` after it was asked for, and kept or broken."""
    number = next(_number)
    dispute = make_dispute(place, text=f"第{number}件：床的尺寸不对。")
    signed = today() - timedelta(days=ago)
    at = datetime.combine(signed, time(8), tzinfo=SHANGHAI) - timedelta(days=number % 200, hours=-(number // 200 % 12))
    sat_down(place, dispute.case, at=at, room=place.online if online else None)
    asked = signed - timedelta(days=days)
    mediation = Mediation.objects.create(
        dispute=dispute, state=MediationState.PERFORMED, asked_on=asked, began_on=asked, ended_on=signed
    )
    settlement = Settlement.objects.create(
        mediation=mediation,
        kind=PaperKind.RECONCILIATION,
        state=SettlementState.PERFORMED if kept else SettlementState.BROKEN,
        drawn_at=now(),
        drawn_by=officer_by(place),
        effective_on=signed,
        over_on=signed,
    )
    term = Term.objects.create(settlement=settlement, place=1, remedy=Remedy.REFUND, amount=100, by_on=signed)
    Installment.objects.create(
        term=term,
        place=1,
        due_on=signed,
        amount=100,
        kept=Performance.KEPT if kept else Performance.BROKEN,
        confirmed_at=now(),
    )
    if answer is not None:
        OutcomeAnswer.objects.create(case=dispute.case, round=1, answer=answer, at=now())
    return mediation


def officer_by(place: Place) -> Officer:
    return officer_of(place.xu)


def next_monday(weeks: int = 1) -> date:
    """A Monday ahead: the studio is open, and nothing of it is past."""
    on = today()
    return on - timedelta(days=on.weekday()) + timedelta(days=7 * weeks)
