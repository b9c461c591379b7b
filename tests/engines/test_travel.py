from __future__ import annotations

from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from tests.house.source import ROOT
from yingzhou.engines.travel import EARTH_METERS, Barrier, Crossing, Pace, estimate
from yingzhou.rulebook import barriers

PACE = Pace(detour=1.35, kilometers_per_hour=25, minutes_a_trip=2)
CROW = Pace(detour=1, kilometers_per_hour=60, minutes_a_trip=0)
RIVER = Barrier("河", ((0.0, -1.0), (0.0, 1.0)), (Crossing("桥", (0.0, 0.05), 3),))
places = st.lists(st.tuples(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5)), min_size=2, max_size=6)


def test_a_way_is_the_great_circle_with_a_detour_at_a_pace_and_two_minutes_more():
    told = estimate([(121.0, 31.0), (121.0, 31.1)], PACE)

    straight = EARTH_METERS * 0.1 * 3.141592653589793 / 180
    assert isclose(told.meters[0][1], straight * 1.35, abs_tol=1)
    assert isclose(told.seconds[0][1], straight * 1.35 / 1000 / 25 * 3600 + 120, abs_tol=1)
    assert told.seconds[0][0] == told.meters[0][0] == 0


def test_two_shops_at_one_door_need_no_trip_between_them():
    assert estimate([(121.0, 31.0), (121.0, 31.0)], PACE).seconds == ((0, 0), (0, 0))


def test_a_barrier_leads_over_its_crossing_and_costs_its_minutes():
    here, there, same_side = (-0.01, 0.0), (0.01, 0.0), (-0.01, 0.02)
    free, barred = estimate([here, there, same_side], CROW), estimate([here, there, same_side], CROW, [RIVER])

    over = estimate([here, (0.0, 0.05), there], CROW)
    assert barred.meters[0][1] == over.meters[0][1] + over.meters[1][2]
    assert isclose(barred.seconds[0][1], over.seconds[0][1] + over.seconds[1][2] + 3 * 60, abs_tol=1)
    assert barred.meters[0][1] > free.meters[0][1]
    assert barred.meters[0][2] == free.meters[0][2]


def test_two_barriers_are_crossed_one_after_the_other():
    second = Barrier("江", ((0.1, -1.0), (0.1, 1.0)), (Crossing("渡", (0.1, 0.0), 30),))

    told = estimate([(-0.05, 0.0), (0.05, 0.0), (0.15, 0.0)], CROW, [RIVER, second])

    assert told.seconds[0][2] > told.seconds[0][1] + 30 * 60 - 60
    assert told.seconds[1][2] >= 30 * 60


def test_without_any_crossing_nobody_gets_over_in_a_day():
    told = estimate([(-0.01, 0.0), (0.01, 0.0)], PACE, [Barrier("墙", RIVER.line, ())])

    assert told.seconds[0][1] > 24 * 60 * 60


@given(places)
def test_ways_are_symmetric_and_no_barrier_shortens_one(points):
    free, barred = estimate(points, PACE), estimate(points, PACE, [RIVER])

    for a in range(len(points)):
        for b in range(len(points)):
            assert barred.seconds[a][b] == barred.seconds[b][a]
            assert barred.seconds[a][b] >= free.seconds[a][b] >= 0


def test_the_waters_of_every_district_that_is_shipped_can_be_passed():
    for folder in (ROOT / "districts").iterdir():
        for water in barriers.read(folder):
            assert len(water.line) > 1
            assert water.gates
