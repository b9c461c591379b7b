"""The folders of districts: a real one, an invented one, and what a faulty one is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from yingzhou.rulebook import FigureFault, districts

ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests/data/districts/luting"


@pytest.fixture
def copy(tmp_path):
    """A copy of the invented district, with one text replaced in one file."""

    def change(file: str, old: str, new: str) -> Path:
        folder = shutil.copytree(INVENTED, tmp_path / "luting")
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return change


def test_chongming_has_21_towns_361_communities_and_24_stations():
    found = districts.read(ROOT / "districts/chongming")

    assert (len(found.towns), len(found.communities), len(found.stations)) == (21, 361, 24)
    assert found.stations_are_illustrative


@pytest.mark.parametrize("folder", [ROOT / "districts/chongming", INVENTED], ids=lambda folder: folder.name)
def test_every_community_is_under_exactly_one_station(folder):
    found = districts.read(folder)

    under = sorted(pair for station in found.stations for pair in station.communities)

    assert under == sorted((one.town, one.name) for one in found.communities)


def test_areas_that_name_communities_are_served_before_those_that_take_the_rest():
    stations = {one.name: one.communities for one in districts.read(INVENTED).stations}

    assert stations["荷沼站"] == (("苇岸乡", "渡口社区居委会"), ("荷沼镇", "菱角村村委会"), ("荷沼镇", "三湴村村委会"))


def test_look_alike_characters_make_other_spellings():
    by_name = {one.name: one for one in districts.read(INVENTED).communities}

    assert by_name["三湴村村委会"].aliases == ("三泵村村委会",)


def test_no_seat_is_more_exact_than_a_hundredth_of_a_degree():
    seats = [town.seat for town in districts.read(ROOT / "districts/chongming").towns if town.seat]

    assert {number.as_tuple().exponent for seat in seats for number in seat} == {-2}


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        pytest.param("communities.csv", "蓼湾镇,水车村", "无名镇,水车村", "不在 towns.csv", id="a town nobody listed"),
        pytest.param("communities.csv", "990101002202", "1\n蓼湾镇,水车村村委会,village,2", "重复", id="a village twice"),
        pytest.param("towns.csv", "蓼湾镇", "荷沼镇", "同名", id="two towns of one name"),
        pytest.param("stations.yaml", ", {town: 苇岸乡}", "", "没有归到任何站", id="a village without a station"),
        pytest.param("stations.yaml", "渡口社区居委会", "水门居委会", "没有 水门居委会", id="a village that does not exist"),
        pytest.param(
            "stations.yaml", "town: 荷沼镇, kind: residents", "town: 荷沼镇, kind: other", "一个村居也没有", id="an empty station"
        ),
    ],
)
def test_a_folder_that_contradicts_itself_is_refused(copy, file, old, new, words):
    with pytest.raises(FigureFault, match=words):
        districts.read(copy(file, old, new))
