from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.network import make_net, make_organization, officer_as, viewer_as
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import today
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.network import actions
from yingzhou.work.network.choices import Gap, Kind
from yingzhou.work.network.models import Cell
from yingzhou.work.network.queries import gaps, grids
from yingzhou.work.network.rules.areas import NotAnArea, areas_in
from yingzhou.work.network.rules.grids import GridNameTaken

TODAY = today()
SQUARE = [[[121.0, 31.0], [121.2, 31.0], [121.2, 31.2], [121.0, 31.2], [121.0, 31.0]]]


def feature(code="A1", name="一号", coordinates=SQUARE, kind="Polygon"):
    return {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


@pytest.fixture
def net(db):
    return make_net()


@pytest.fixture
def grid(net):
    return actions.lay_grid(code="regulation", name="市监网格", by=SYSTEM)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param([], "features", id="no collection"),
        pytest.param(collection(), "features", id="empty"),
        pytest.param(collection({"properties": {}}), "缺 code", id="no code"),
        pytest.param(collection(feature(kind="Point")), "不是 Polygon", id="a point"),
        pytest.param(collection(feature(coordinates=[[[0, 0], [1, 1], [0, 0]]])), "少于四个点", id="too few points"),
        pytest.param(collection(feature(coordinates=[[[0, 0], [1, 0], [1, 1], [0, 1]]])), "没有闭合", id="open ring"),
        pytest.param(collection(feature(coordinates=[[["x", 0], [1, 0], [1, 1], ["x", 0]]])), "不是数字", id="text"),
        pytest.param(collection(feature(coordinates=[[[200, 0], [1, 0], [1, 1], [200, 0]]])), "不在地球上", id="off the earth"),
        pytest.param(
            collection(feature(coordinates=[[[float("nan"), 0], [1, 0], [1, 1], [float("nan"), 0]]])), "不在地球上", id="NaN"
        ),
        pytest.param(collection(feature(), feature()), "code 重复", id="the same code twice"),
        pytest.param(collection(feature(coordinates=[[[True, 0], [1, 0], [1, 1], [True, 0]]])), "不是数字", id="a boolean"),
    ],
)
def test_a_file_that_is_no_area_is_refused_with_its_reason(content, why):
    with pytest.raises(NotAnArea, match=why):
        areas_in(content)


def test_cells_come_from_a_file_and_a_point_finds_its_cell(grid):
    count = actions.import_cells(grid=grid, content=collection(feature()), since=TODAY, by=SYSTEM)

    assert count == 1
    assert grids.cell_of(grid, on=TODAY, point=(121.1, 31.1)).code == "A1"
    assert grids.cell_of(grid, on=TODAY, point=(121.3, 31.1)) is None
    assert grids.cell_of(grid, on=TODAY - timedelta(days=1), point=(121.1, 31.1)) is None


def test_new_ground_leaves_the_ground_of_earlier_days(grid):
    tomorrow = TODAY + timedelta(days=1)
    actions.import_cells(grid=grid, content=collection(feature()), since=TODAY, by=SYSTEM)
    moved = [[[lon + 1, lat] for lon, lat in SQUARE[0]]]

    actions.import_cells(grid=grid, content=collection(feature(coordinates=moved)), since=tomorrow, by=SYSTEM)

    assert grids.cell_of(grid, on=TODAY, point=(121.1, 31.1)).code == "A1"
    assert grids.cell_of(grid, on=tomorrow, point=(121.1, 31.1)) is None
    assert grids.cell_of(grid, on=tomorrow, point=(122.1, 31.1)).code == "A1"


def test_importing_the_same_file_again_changes_nothing(grid):
    for since in (TODAY, TODAY + timedelta(days=1)):
        actions.import_cells(grid=grid, content=collection(feature()), since=since, by=SYSTEM)

    assert Cell.objects.count() == 1


def test_a_community_is_in_one_cell_of_each_grid(net, grid):
    party = actions.lay_grid(code="party", name="党建网格", by=SYSTEM)
    one, two = (Cell.objects.create(grid=grid, code=code, name=code, since=TODAY - timedelta(9)) for code in ("A1", "A2"))
    other = Cell.objects.create(grid=party, code="P1", name="P1", since=TODAY - timedelta(9))
    actions.cover(cell=one, communities=[net.reed], since=TODAY - timedelta(days=5), by=SYSTEM)
    actions.cover(cell=other, communities=[net.reed], since=TODAY, by=SYSTEM)

    actions.cover(cell=two, communities=[net.reed], since=TODAY, by=SYSTEM)

    assert grids.cell_of(grid, on=TODAY - timedelta(days=1), community=net.reed) == one
    assert grids.cell_of(grid, on=TODAY, community=net.reed) == two
    assert grids.cells_by_grid(net.reed, on=TODAY) == {"regulation": str(two.public_id), "party": str(other.public_id)}
    assert net.tide in grids.grid_page(grid, on=TODAY).uncovered


def test_a_name_is_given_once(grid):
    with pytest.raises(GridNameTaken):
        actions.lay_grid(code="other", name="市监网格", by=SYSTEM)

    assert list(Event.objects.values_list("verb", flat=True)) == ["grid.lay"]


def test_gaps_are_counted_and_the_number_is_the_list(net):
    officer_as(Role.STATION_HEAD, net.north)
    officer_as(Role.VILLAGE_WORKER, net.reed)
    alone = make_organization(Kind.COMMUNITY, "新村")
    leader = viewer_as(Role.BUREAU_LEADER, net.bureau)

    counted = {each.gap: (each.count, each.total) for each in gaps.gaps(viewer=leader, on=TODAY)}
    listed = {gap: set(gaps.organizations_with(gap, viewer=leader, on=TODAY)) for gap in Gap}

    assert counted == {
        Gap.STATION_WITHOUT_HEAD: (1, 2),
        Gap.COMMUNITY_WITHOUT_STATION: (1, 4),
        Gap.COMMUNITY_WITHOUT_PERSON: (3, 4),
    }
    assert listed == {
        Gap.STATION_WITHOUT_HEAD: {net.south},
        Gap.COMMUNITY_WITHOUT_STATION: {alone},
        Gap.COMMUNITY_WITHOUT_PERSON: {net.tide, net.heron, alone},
    }


def test_a_station_head_sees_the_gaps_of_the_station_only(net):
    head = viewer_as(Role.STATION_HEAD, net.south)

    assert list(gaps.organizations_with(Gap.COMMUNITY_WITHOUT_PERSON, viewer=head, on=TODAY)) == [net.heron]
