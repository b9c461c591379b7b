"""Invented contact points, three studios with what was settled there, a week of sessions, and stars for those who earned them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from demo.bulk import make_uuid
from demo.net import Net, Place
from demo.people import People
from demo.trail import Line, morning
from yingzhou.base.clock import SHANGHAI
from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases.choices import Kind as CaseKind
from yingzhou.work.cases.choices import Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.choices import (
    BodyKind,
    BookingAbout,
    BookingState,
    BookingWay,
    CheckKind,
    MediationState,
    PaperKind,
    Performance,
    Remedy,
    SettlementState,
)
from yingzhou.work.disputes.models import (
    Booking,
    CheckedItem,
    Dispute,
    Installment,
    Mediation,
    MediationStudio,
    Mediator,
    PointCheck,
    Settlement,
    StarAward,
    StudioHours,
    StudioMediator,
    StudioRoom,
    Term,
)
from yingzhou.work.disputes.queries.grading import Graded, facts_of, graded
from yingzhou.work.disputes.rules import stars as rules
from yingzhou.work.liaison.choices import PointKind, PointLevel
from yingzhou.work.liaison.models import ContactPoint, PointHours

NAMES = ("稻浪", "望潮", "桂花弄", "芦荡", "风车", "灯塔")
BODIES = (BodyKind.ASSOCIATION_POST, BodyKind.PEOPLES_MEDIATION, BodyKind.BUREAU_ROOM)
OUTSIDERS = (("温如许", "人民调解员"), ("许望川", "律师"), ("顾拾光", "行业协会推荐"))
SPANS = ((time(9), time(11, 30)), (time(13, 30), time(17)))
#: How many were settled at each studio, and what the assessor saw there.
COURSES: tuple[tuple[int, dict[str, int]], ...] = (
    (6, {"signboard": 1, "ledger": 1, "training": 8, "outreach": 2}),
    (10, {"signboard": 1, "room": 1, "ledger": 1, "training": 16, "outreach": 4}),
    (2, {"signboard": 1, "training": 8}),
)


@dataclass(frozen=True)
class Made:
    """A studio with its rooms and who mediates there."""

    studio: MediationStudio
    room: StudioRoom
    mediators: tuple[Mediator, ...]


def write(net: Net, people: People, *, draw: random.Random, today: date) -> list[Line]:
    """Six points, three studios among them; the lines of the trail, still to be put in order with the others."""
    since = max(net.bureau.since, today - timedelta(days=700))
    lines: list[Line] = []
    chosen = _places(net)
    mediator = Officer.objects.filter(username="demo-tiaojie").first()
    for number, place in enumerate(chosen):
        point = _point(number, place, since, draw)
        lines.append((morning(since), "point.open", _keeper(people, place).actor, "liaison.contactpoint", point.public_id, {}))
        if number < len(COURSES):
            made = _studio(number, point, since, mediator if number == 0 else None, draw)
            _settled(made, _disputes(place, made, COURSES[number][0], closed=True), people, draw, today)
            _week(made, _disputes(place, made, 3, closed=False), today, draw)
            lines += _stars(number, point, people, place, today, draw)
    return lines


def _places(net: Net) -> list[Place]:
    """Two villages in each of the first three stations."""
    found: list[Place] = []
    for turn in range(2):
        for station in net.stations[:3]:
            here = [place for place in net.places if place.station.pk == station.pk]
            found += here[turn : turn + 1]
    return found


def _keeper(people: People, place: Place) -> Officer:
    return people.officers[place.station.pk][0]


def _point(number: int, place: Place, since: date, draw: random.Random) -> ContactPoint:
    town, is_consumer = place.township, number < 4
    kind = PointKind.CONSUMER_RIGHTS if is_consumer else PointKind.PARTY_BUILDING
    away = Decimal(draw.randint(-90, 90)) / 10_000
    point = ContactPoint.objects.create(
        public_id=make_uuid(draw),
        kind=kind,
        level=PointLevel.COMMUNITY,
        name=f"{NAMES[number]}{'消费维权联络点' if is_consumer else '党建联系点'}",
        host_organization=place.community,
        station=place.station,
        community=place.community,
        address=f"{place.township.name}{place.community.name}{NAMES[number]}路{draw.randint(2, 80)}号",
        longitude=town.longitude + away if town.longitude is not None else None,
        latitude=town.latitude + away if town.latitude is not None else None,
        phone=f"021-5555-{1000 + number}" if number != 3 else "",
        since=since,
        is_demo=True,
    )
    PointHours.objects.bulk_create(
        PointHours(point=point, weekday=day, opens=opens, closes=closes) for day in range(1, 6) for opens, closes in SPANS
    )
    return point


def _studio(number: int, point: ContactPoint, since: date, officer: Officer | None, draw: random.Random) -> Made:
    studio = MediationStudio.objects.create(
        public_id=make_uuid(draw),
        point=point,
        name=f"{NAMES[number]}消费纠纷调解工作室",
        body=BODIES[number],
        since=since,
        is_demo=True,
    )
    room = StudioRoom.objects.create(studio=studio, name="一号室", since=since)
    StudioRoom.objects.create(studio=studio, name="线上室", is_online=True, since=since)
    name, qualification = OUTSIDERS[number]
    mediators = [Mediator.objects.create(name=name, qualification=qualification, is_demo=True)]
    if officer is not None:
        mediators.insert(0, Mediator.objects.create(officer=officer, name=officer.name, is_demo=True))
    StudioMediator.objects.bulk_create(StudioMediator(studio=studio, mediator=one, since=since) for one in mediators)
    StudioHours.objects.bulk_create(
        StudioHours(studio=studio, weekday=day, opens=opens, closes=closes) for day in range(1, 6) for opens, closes in SPANS
    )
    return Made(studio, room, tuple(mediators))


def _disputes(place: Place, made: Made, most: int, *, closed: bool) -> list[Dispute]:
    """Disputes of the station nobody sat down over yet."""
    found = Case.objects.filter(kind=CaseKind.DISPUTE, is_demo=True, business__station=place.station, bookings__isnull=True)
    found = found.filter(stage=Stage.CLOSED) if closed else found.exclude(stage=Stage.CLOSED)
    return [
        Dispute.objects.get_or_create(case=case, defaults={"told_not_statutory_at": case.received_at})[0]
        for case in found.order_by("-received_at", "pk")[:most]
    ]


def _settled(made: Made, disputes: Sequence[Dispute], people: People, draw: random.Random, today: date) -> None:
    """Sat down over, signed and kept; one in eight was not kept."""
    for number, dispute in enumerate(disputes):
        case = dispute.case
        asked = case.received_at.astimezone(SHANGHAI).date()
        signed = min(asked + timedelta(days=draw.randint(4, 25)), today - timedelta(days=1))
        _book(
            made, number, case, dispute, datetime.combine(signed, time(9 + number % 2), tzinfo=SHANGHAI), BookingState.HELD, draw
        )
        if dispute.mediations.exists():
            continue
        kept = draw.random() >= 1 / 8
        mediation = Mediation.objects.create(
            public_id=make_uuid(draw),
            dispute=dispute,
            state=MediationState.PERFORMED,
            asked_on=asked,
            began_on=asked,
            ended_on=signed,
        )
        settlement = Settlement.objects.create(
            public_id=make_uuid(draw),
            mediation=mediation,
            kind=PaperKind.RECONCILIATION,
            state=SettlementState.PERFORMED if kept else SettlementState.BROKEN,
            is_performed_on_the_spot=False,
            drawn_at=morning(signed),
            drawn_by=people.intake[0],
            effective_on=signed,
            over_on=signed,
        )
        amount = Decimal(draw.randint(5, 60) * 10)
        term = Term.objects.create(settlement=settlement, place=1, remedy=Remedy.REFUND, amount=amount, by_on=signed)
        Installment.objects.create(
            term=term,
            place=1,
            due_on=signed,
            amount=amount,
            kept=Performance.KEPT if kept else Performance.BROKEN,
            confirmed_at=morning(signed, 200),
        )


def _week(made: Made, disputes: Sequence[Dispute], today: date, draw: random.Random) -> None:
    """What is planned for the working days ahead."""
    days = _workdays(today)
    for number, dispute in enumerate(disputes):
        begins = datetime.combine(next(days), time((9, 14, 10)[number % 3]), tzinfo=SHANGHAI)
        _book(made, number, dispute.case, dispute, begins, BookingState.PLANNED, draw)


def _workdays(today: date) -> Iterator[date]:
    """Monday to Friday after today."""
    day = today
    while True:
        day += timedelta(days=1)
        if day.isoweekday() <= 5:
            yield day


def _book(
    made: Made, number: int, case: Case, dispute: Dispute, begins: datetime, state: BookingState, draw: random.Random
) -> None:
    """A session, where room and mediator are free; the next hour where they are not."""
    mediator = made.mediators[number % len(made.mediators)]
    while Booking.objects.filter(room=made.room, starts_at__lt=begins + timedelta(hours=1), ends_at__gt=begins).exists():
        begins += timedelta(hours=1)
    Booking.objects.create(
        public_id=make_uuid(draw),
        studio=made.studio,
        room=made.room,
        mediator=mediator,
        way=BookingWay.BOOKED,
        state=state,
        starts_at=begins,
        ends_at=begins + timedelta(hours=1),
        about=BookingAbout.DISPUTE,
        about_id=dispute.public_id,
        case=case,
        made_at=begins - timedelta(days=2),
    )


def _stars(number: int, point: ContactPoint, people: People, place: Place, today: date, draw: random.Random) -> Iterator[Line]:
    """A self-check by the station, a visit by one of the department, an award by another where there is another."""
    on = today - timedelta(days=30)
    found = graded(point, on=on)
    seen = COURSES[number][1]
    own = {row["id"] for row in found.grading.items_from(rules.SELF)}
    keeper, assessor, awarder = _keeper(people, place), people.intake[0], people.intake[-1]
    looks = {}
    for kind, by, items in (
        (CheckKind.SELF, keeper, {name: value for name, value in seen.items() if name in own}),
        (CheckKind.ASSESSOR, assessor, seen),
    ):
        looks[kind] = PointCheck.objects.create(
            public_id=make_uuid(draw),
            point=point,
            kind=kind,
            on=on,
            rubric_since=found.grading.since,
            made_by=by,
            made_at=morning(on),
        )
        CheckedItem.objects.bulk_create(CheckedItem(look=looks[kind], item=name, value=value) for name, value in items.items())
        yield (morning(on), "point.check", by.actor, "disputes.pointcheck", looks[kind].public_id, {"kind": kind, "items": items})
    found = graded(point, on=on)
    if found.score.stars and awarder != assessor:
        yield _award(point, found, looks[CheckKind.ASSESSOR], awarder, on, draw)


def _award(point: ContactPoint, found: Graded, look: PointCheck, by: Officer, on: date, draw: random.Random) -> Line:
    face = {"id": str(point.public_id), "name": point.name, "address": point.address, "station": point.station.name}
    told = rules.snapshot(found.grading, found.score, facts_of(found), face)
    award = StarAward.objects.create(
        public_id=make_uuid(draw),
        point=point,
        stars=told["stars"],
        since=on,
        until=rules.valid_until(on, found.grading.valid_years),
        assessed=look,
        snapshot=told,
        digest=rules.digest_of(told),
        awarded_by=by,
        awarded_at=morning(on, 120),
    )
    facts = {
        "point": point.public_id,
        "stars": award.stars,
        "points": told["total"],
        "digest": award.digest,
        "until": award.until,
    }
    return (morning(on, 120), "point.award", by.actor, "disputes.staraward", award.public_id, facts)
