"""Studios: who keeps them, the diary, and the desk for who walks in."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest

from tests.factories.cases import officer_of
from tests.factories.network import START
from tests.factories.studios import Place, make_dispute, make_place, make_point, next_monday
from yingzhou.base.clock import SHANGHAI, today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.cases.models import Case, Raiser
from yingzhou.work.disputes.actions import bookings as acts
from yingzhou.work.disputes.actions import studios as setup
from yingzhou.work.disputes.actions.walk_in import WalkIn, take_in
from yingzhou.work.disputes.choices import BodyKind, BookingAbout, BookingState, BookingWay
from yingzhou.work.disputes.models import Booking, Dispute, Mediator
from yingzhou.work.disputes.queries import diary, studios
from yingzhou.work.disputes.rules import studios as rules
from yingzhou.work.liaison.rules import Span

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place()


def slot(place: Place, hour: int = 9, minute: int = 0, *, room: object = None, mediator: object = None) -> acts.Slot:
    begins = datetime.combine(next_monday(), time(hour, minute), tzinfo=SHANGHAI)
    return acts.Slot(room or place.room, mediator or place.mediator, begins, begins + timedelta(hours=1))  # type: ignore[arg-type]


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_a_studio_is_set_up_at_a_point_with_a_room_and_a_mediator(place: Place):
    face = studios.studio_face(place.town.lin, place.studio)

    assert [room.name for room in face.rooms] == ["一号室", "线上室"]
    assert [one.name for one in face.mediators] == ["许见山"]
    assert {"studio.open", "studio.add_room", "studio.seat_mediator"} <= set(verbs())


def test_a_second_studio_at_the_same_point_is_refused(place: Place):
    with pytest.raises(rules.StudioThere):
        setup.open_studio(point=place.point, name="又一个", body=BodyKind.BUREAU_ROOM, since=today(), by=place.town.lin)


def test_another_station_sets_up_nothing_here(place: Place):
    with pytest.raises(rules.NotYourDiary):
        setup.add_room(studio=place.studio, name="别站的室", since=today(), by=place.town.he)


def test_a_mediator_from_outside_is_named_and_the_name_stays_off_the_trail(place: Place):
    seat = setup.seat_mediator(studio=place.studio, name="温老师", qualification="律师", since=START, by=place.town.lin)

    assert seat.mediator.officer is None
    assert "温老师" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_a_session_is_booked_within_the_hours(place: Place):
    setup.set_studio_hours(studio=place.studio, days=range(1, 6), spans=[Span(time(9), time(11, 30))], by=place.town.lin)
    dispute = make_dispute(place)

    made = acts.book(studio=place.studio, slot=slot(place), what=acts.for_case(dispute.case), by=place.xu)

    assert (made.state, made.about, made.case) == (BookingState.PLANNED, BookingAbout.DISPUTE, dispute.case)
    assert verbs()[-1] == "booking.make"


@pytest.mark.parametrize(("hour", "refusal"), [(8, rules.OutsideHours), (11, rules.OutsideHours)])
def test_outside_the_hours_it_is_refused(place: Place, hour: int, refusal: type[Exception]):
    setup.set_studio_hours(studio=place.studio, days=range(1, 6), spans=[Span(time(9), time(11, 30))], by=place.town.lin)

    with pytest.raises(refusal, match="09:00–11:30"):
        acts.book(studio=place.studio, slot=slot(place, hour), what=acts.For(BookingAbout.OTHER, words="回访"), by=place.xu)

    assert Booking.objects.count() == 0


def test_on_a_day_off_it_is_refused_with_the_reason(place: Place):
    setup.close_for_days(
        studio=place.studio, since=next_monday(), until=next_monday() + timedelta(days=2), reason="装修", by=place.town.lin
    )

    with pytest.raises(rules.StudioClosed, match="装修"):
        acts.book(studio=place.studio, slot=slot(place), what=acts.For(BookingAbout.OTHER, words="回访"), by=place.xu)


def test_a_room_is_never_taken_twice(place: Place):
    other = setup.seat_mediator(studio=place.studio, name="温老师", since=START, by=place.town.lin).mediator
    acts.book(studio=place.studio, slot=slot(place), what=acts.For(BookingAbout.OTHER, words="回访"), by=place.xu)

    with pytest.raises(rules.RoomTaken, match="一号室"):
        acts.book(
            studio=place.studio,
            slot=slot(place, 9, 30, mediator=other),
            what=acts.For(BookingAbout.OTHER, words="又一场"),
            by=place.xu,
        )

    assert Booking.objects.count() == 1


def test_a_mediator_is_never_in_two_rooms_not_even_in_two_studios(place: Place):
    town = place.town
    second = setup.open_studio(point=make_point(town), name="第二工作室", body=BodyKind.BUREAU_ROOM, since=START, by=town.lin)
    room = setup.add_room(studio=second, name="二号室", since=START, by=town.lin)
    setup.seat_mediator(studio=second, officer=officer_of(place.xu), since=START, by=town.lin)
    acts.book(studio=place.studio, slot=slot(place), what=acts.For(BookingAbout.OTHER, words="回访"), by=place.xu)

    with pytest.raises(rules.MediatorTaken, match="许见山"):
        acts.book(
            studio=second, slot=slot(place, 9, 59, room=room), what=acts.For(BookingAbout.OTHER, words="又一场"), by=town.lin
        )

    assert Mediator.objects.count() == 1


def test_a_canceled_session_frees_room_and_mediator(place: Place):
    what = acts.For(BookingAbout.OTHER, words="回访")
    first = acts.book(studio=place.studio, slot=slot(place), what=what, by=place.xu)
    acts.cancel_booking(booking=first, reason="店家改期", by=place.xu)

    again = acts.book(studio=place.studio, slot=slot(place), what=what, by=place.xu)

    assert again.state == BookingState.PLANNED
    with pytest.raises(rules.AlreadyOver):
        acts.mark_held(booking=first, by=place.xu)


def test_a_room_of_another_studio_is_refused(place: Place):
    town = place.town
    second = setup.open_studio(point=make_point(town), name="第二工作室", body=BodyKind.BUREAU_ROOM, since=START, by=town.lin)
    room = setup.add_room(studio=second, name="二号室", since=START, by=town.lin)

    with pytest.raises(rules.NotOfThisStudio, match="二号室"):
        acts.book(studio=place.studio, slot=slot(place, room=room), what=acts.For(BookingAbout.OTHER, words="回访"), by=place.xu)


def test_a_mediator_sees_and_writes_only_where_they_sit(place: Place):
    second = setup.open_studio(
        point=make_point(place.town), name="第二工作室", body=BodyKind.BUREAU_ROOM, since=START, by=place.town.lin
    )

    assert [one.name for one in studios.studios_of(place.xu)] == ["芦花村消费纠纷调解工作室"]
    with pytest.raises(NotFound):
        studios.studio_for(place.xu, second.public_id)
    with pytest.raises(rules.NotYourDiary):
        acts.book(studio=second, slot=slot(place), what=acts.For(BookingAbout.OTHER, words="回访"), by=place.xu)


def test_another_station_sees_no_studio(place: Place):
    assert list(studios.studios_of(place.town.he)) == []
    assert list(studios.studios_of(place.town.village)) == []
    assert list(studios.studios_of(place.town.leader)) == [place.studio]


def test_whoever_walks_in_has_a_case_a_room_and_a_code_in_one_press(place: Place):
    key = uuid4()
    told = WalkIn(text="羽绒服洗坏了，店里不认。", shop="云上洗衣", phone="13900001234", name="蓝鲸")

    taken = take_in(studio=place.studio, told=told, key=key, by=place.xu)
    again = take_in(studio=place.studio, told=told, key=key, by=place.xu)

    dispute = Dispute.objects.get()
    assert (taken.case, taken.code) == (again.case, again.code) == (dispute.case, taken.code)
    assert (Case.objects.count(), Raiser.objects.count(), Booking.objects.count()) == (1, 1, 1)
    assert taken.booking is not None
    assert (taken.booking.way, taken.booking.state) == (BookingWay.WALK_IN, BookingState.HELD)
    assert taken.booking.mediator.officer_id == place.xu.officer_id
    assert verbs()[-3:] == ["case.open", "dispute.take_in", "booking.make"]
    assert "13900001234" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_nobody_is_sent_away_because_all_rooms_are_busy(place: Place):
    first = take_in(studio=place.studio, told=WalkIn(text="第一位", shop="云上洗衣"), key=uuid4(), by=place.xu)
    second = take_in(studio=place.studio, told=WalkIn(text="第二位", shop="云上洗衣"), key=uuid4(), by=place.xu)

    assert first.booking is not None
    assert second.booking is None
    assert second.case.number != first.case.number


def test_the_diary_shows_a_title_to_those_who_may_open_the_case_and_to_its_mediator(place: Place):
    dispute = make_dispute(place)
    acts.book(studio=place.studio, slot=slot(place), what=acts.for_case(dispute.case), by=place.town.lin)

    def titles(viewer: object) -> list[tuple[str, bool]]:
        shown = diary.week(viewer, place.studio, on=next_monday())  # type: ignore[arg-type]
        return [(one.title, one.case is not None) for day in shown.days for one in day.slots]

    assert titles(place.town.song) == [(dispute.case.title, True)]
    assert titles(place.xu) == [(dispute.case.title, False)]
    assert titles(place.town.chen) == [("", False)]


def test_the_board_on_the_wall_says_time_room_and_number_and_nothing_else(place: Place):
    taken = take_in(studio=place.studio, told=WalkIn(text="蓝鲸说的事", shop="云上洗衣", name="蓝鲸"), key=uuid4(), by=place.xu)

    lines = diary.board(place.town.lin, place.studio, on=today())

    assert [(one.number, one.room, one.is_now) for one in lines] == [(taken.case.number, "一号室", True)]
    assert "蓝鲸" not in repr(lines)
