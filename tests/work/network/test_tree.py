from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.network import START, make_net, make_organization
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import today
from yingzhou.base.trail.models import Event
from yingzhou.work.network import actions, queries
from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models import Placement
from yingzhou.work.network.rules.tree import (
    AlreadyPlanned,
    NothingChanges,
    PastNotTouched,
    PlaceNotAllowed,
    StillInUse,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def net():
    return make_net()


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_a_village_moves_from_a_day_and_stays_where_it_was_before(net):
    day = today() + timedelta(days=7)

    actions.reparent(child=net.reed, parent=net.south, since=day, by=SYSTEM)

    assert queries.station_of(net.reed, on=day - timedelta(days=1)) == net.north
    assert queries.station_of(net.reed, on=day) == net.south
    assert verbs() == ["organization.reparent"]


def test_a_move_from_a_past_day_is_refused_and_changes_nothing(net):
    with pytest.raises(PastNotTouched, match="最早从"):
        actions.reparent(child=net.reed, parent=net.south, since=today() - timedelta(days=1), by=SYSTEM)

    assert queries.station_of(net.reed, on=today()) == net.north
    assert verbs() == []


def test_a_village_cannot_stand_under_the_bureau(net):
    with pytest.raises(PlaceNotAllowed, match="可以放在：指导站"):
        actions.reparent(child=net.reed, parent=net.bureau, since=today(), by=SYSTEM)


def test_moving_to_the_same_parent_is_refused(net):
    with pytest.raises(NothingChanges):
        actions.reparent(child=net.reed, parent=net.north, since=today(), by=SYSTEM)


def test_a_second_plan_behind_the_first_is_refused_until_the_first_is_cancelled(net):
    day = today() + timedelta(days=30)
    planned = actions.reparent(child=net.reed, parent=net.south, since=day, by=SYSTEM)

    with pytest.raises(AlreadyPlanned):
        actions.reparent(child=net.reed, parent=net.south, since=today(), by=SYSTEM)
    actions.cancel_placement(placement=planned, by=SYSTEM)

    assert queries.station_of(net.reed, on=day) == net.north
    assert Placement.objects.filter(child=net.reed, line=Line.STATION).count() == 1
    assert verbs() == ["organization.reparent", "organization.cancel_placement"]


def test_the_township_line_is_untouched_by_a_move_between_stations(net):
    actions.reparent(child=net.reed, parent=net.south, since=today(), by=SYSTEM)

    assert queries.parent_of(net.reed, line=Line.TOWNSHIP, on=today()) == net.township


def test_a_renamed_village_keeps_its_old_name_with_its_days(net):
    actions.rename(organization=net.reed, name="芦花新村", since=today(), by=SYSTEM)

    net.reed.refresh_from_db()
    names = [(span.text, span.since, span.until) for span in queries.history(net.reed).names]
    assert names == [("芦花新村", today(), None), ("芦花村", START, today())]
    assert net.reed.name == "芦花新村"
    assert [node.name for node in queries.tree(on=date(2025, 1, 1))[0].of_kind(Kind.COMMUNITY) if node.id == net.reed.pk] == [
        "芦花村"
    ]


def test_a_station_with_villages_is_not_closed(net):
    with pytest.raises(StillInUse, match="2 个组织"):
        actions.close(organization=net.north, until=today(), by=SYSTEM)


def test_a_closed_village_is_gone_from_that_day_only(net):
    actions.close(organization=net.heron, until=today(), by=SYSTEM)

    assert list(queries.communities_of(net.south, on=today())) == []
    assert list(queries.communities_of(net.south, on=today() - timedelta(days=1))) == [net.heron]


def test_the_tree_of_a_day_takes_three_queries_whatever_its_size(net, django_assert_num_queries):
    make_organization(Kind.COMMUNITY)

    with django_assert_num_queries(3):
        roots = queries.tree(on=today())

    bureau = next(node for node in roots if node.kind == Kind.BUREAU)
    assert [child.name for child in bureau.of_kind(Kind.STATION)] == ["北指导站", "南指导站"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 60)), max_size=8))
def test_past_figures_do_not_change_whatever_is_moved(django_db_blocker, moves):
    net = make_net()
    villages, parents = (net.reed, net.tide, net.heron), (net.north, net.south)
    past = [today() - timedelta(days=days) for days in (0, 1, 30, 365)]

    def figures(days):
        return {
            (day, station.pk): sorted(queries.communities_of(station, on=day).values_list("pk", flat=True))
            for day in days
            for station in parents
        }

    before = figures(past[1:])
    for village, parent, ahead in moves:
        day = today() + timedelta(days=ahead)
        untouched = figures([day - timedelta(days=1)])
        with suppress(AlreadyPlanned, NothingChanges):
            actions.reparent(child=villages[village], parent=parents[parent], since=day, by=SYSTEM)
        assert figures([day - timedelta(days=1)]) == untouched

    assert figures(past[1:]) == before
    for village in villages:
        spans = list(village.placements.filter(line=Line.STATION).order_by("since").values_list("since", "until"))
        assert [until for _since, until in spans[:-1]] == [since for since, _until in spans[1:]]
