"""The random arm: drawn once, by a seed anybody knows, and compared only when there is enough to compare."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.factories.accounts import make_officer
from tests.factories.cases import make_town
from tests.factories.registry import make_business
from tests.factories.risk import raised_on, visited
from yingzhou.base.trail.models import Event
from yingzhou.engines.draw import verify
from yingzhou.work.registry.models import Business
from yingzhou.work.visits import actions
from yingzhou.work.visits.models import ArmDraw, ArmPlace
from yingzhou.work.visits.queries import arm_of, measured
from yingzhou.work.visits.rules.arms import NotAMonday, gain, size_of

MONDAY = date(2026, 6, 29)


@pytest.fixture
def town():
    return make_town()


def shops(town, count):
    return [make_business(station=town.net.north, registered_on=date(2020, 1, 1), industry_code="8193") for _ in range(count)]


@pytest.mark.django_db
def test_a_share_of_the_week_is_drawn_and_anybody_can_draw_again(town):
    shops(town, 30)

    made = actions.draw_arm(station=town.net.north, monday=MONDAY, by=town.lin, room=20)

    assert (made.eligible, made.share_percent, made.room) == (31, 10, 20)
    assert len(arm_of(town.net.north, MONDAY)) == 2
    assert verify(made.record) == ()
    assert made.seed == f"yingzhou-arm/{town.net.north.public_id}/2026-06-29"
    event = Event.objects.get(verb="arm.draw")
    assert event.facts == {"eligible": 31, "drawn": 2}


@pytest.mark.django_db
def test_a_week_is_drawn_once(town):
    shops(town, 9)
    first = actions.draw_arm(station=town.net.north, monday=MONDAY, by=town.lin)

    again = actions.draw_arm(station=town.net.north, monday=MONDAY, by=town.lin)

    assert (again, ArmDraw.objects.count(), Event.objects.filter(verb="arm.draw").count()) == (first, 1, 1)


@pytest.mark.django_db
def test_who_was_visited_lately_is_not_drawn(town):
    one, other = shops(town, 2)
    Business.objects.filter(pk=town.shop.pk).update(station=town.net.south)
    visited(one, MONDAY - timedelta(days=5), make_officer())
    visited(other, MONDAY - timedelta(days=50), make_officer())

    actions.draw_arm(station=town.net.north, monday=MONDAY, by=town.lin, room=50)

    assert arm_of(town.net.north, MONDAY) == (other.pk,)


@pytest.mark.django_db
def test_a_day_that_is_no_monday_is_refused_and_nothing_drawn(town):
    with pytest.raises(NotAMonday):
        actions.draw_arm(station=town.net.north, monday=MONDAY + timedelta(days=1), by=town.lin)

    assert (ArmDraw.objects.count(), ArmPlace.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_finds_are_counted_on_both_sides_of_the_weeks_drawn(town):
    shops(town, 5)
    actions.draw_arm(station=town.net.north, monday=MONDAY, by=town.lin, room=10)
    lot = Business.objects.get(pk=arm_of(town.net.north, MONDAY)[0])
    others = Business.objects.filter(station=town.net.north).exclude(pk=lot.pk)
    raised_on(visited(lot, MONDAY, make_officer()), town)
    for one in others[:2]:
        visited(one, MONDAY + timedelta(days=1), make_officer())
    visited(others[3], MONDAY - timedelta(days=1), make_officer())

    found = measured(stations=None, since=MONDAY - timedelta(days=90), until=MONDAY + timedelta(days=30)).gain

    assert (found.drawn.hits, found.drawn.n) == (1, 1)
    assert (found.scored.hits, found.scored.n) == (0, 2)
    assert found.says == "open"


@pytest.mark.parametrize(
    ("scored", "drawn", "says", "because"),
    [
        ((30, 100), (4, 100), "more", "three times as often, and the interval holds no zero"),
        ((10, 100), (9, 100), "open", "the interval holds zero"),
        ((4, 100), (30, 100), "less", "the score found less than chance"),
        ((20, 20), (0, 20), "open", "too few to say, however far apart"),
        ((0, 0), (0, 0), "open", "nothing at all"),
    ],
)
def test_what_may_be_said_of_the_two_sides(scored, drawn, says, because):
    assert gain(scored, drawn, least=30).says == says, because


@pytest.mark.parametrize(
    ("room", "share", "there", "count"), [(20, 10, 99, 2), (3, 10, 99, 1), (20, 0, 99, 0), (500, 10, 7, 7), (5, 10, 0, 0)]
)
def test_how_many_are_drawn(room, share, there, count):
    assert size_of(room, share, there) == count
