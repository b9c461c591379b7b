"""Addresses: an invented district for the rules, the real names for the numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon

from benchmarks import addresses as benchmark
from yingzhou.engines.addresses import Confidence, Ground, cell_at, resolve
from yingzhou.engines.addresses.gazetteer import PARK
from yingzhou.engines.addresses.text import in_digits

INVENTED = benchmark.gazetteer(Path(__file__).parents[1] / "data/districts/luting")
REAL = benchmark.gazetteer()


@pytest.mark.parametrize(
    ("address", "town", "village"),
    [
        pytest.param("云泽省鹭汀县荷沼镇菱角村12号", "荷沼镇", "菱角村村委会", id="all of it"),
        pytest.param("鹭汀州荷沼镇菱角村民委员会", "荷沼镇", "菱角村村委会", id="what the district was once called"),
        pytest.param("云泽省云泽省鹭汀县 荷沼镇 菱角村", "荷沼镇", "菱角村村委会", id="the prefix twice, and spaces"),
        pytest.param("旧渡镇菱角村3组", "荷沼镇", "菱角村村委会", id="a town merged into another"),
        pytest.param("荷沼镇旧渡镇菱角村3组", "荷沼镇", "菱角村村委会", id="both names of the town"),
        pytest.param("荷沼鎮菱角村３號", "荷沼镇", "菱角村村委会", id="traditional, full width"),
        pytest.param("荷沼镇3湴村5号", "荷沼镇", "三湴村村委会", id="a digit for a numeral"),
        pytest.param("荷沼镇三泵村5号", "荷沼镇", "三湴村村委会", id="a look-alike character"),
        pytest.param("荷沼镇菱角12队", "荷沼镇", "菱角村村委会", id="the brigade without the word village"),
        pytest.param("水车村8号", "蓼湾镇", "水车村村委会", id="no town, but only one such village"),
        pytest.param("同舟村8号", None, None, id="no town, and two such villages"),
        pytest.param("苇岸乡同舟村8号", "苇岸乡", "同舟村村委会", id="the town tells the two apart"),
        pytest.param("苇岸乡渡口居委", "苇岸乡", "渡口社区居委会", id="a committee by its short name"),
        pytest.param("蓼湾镇蓼东新村12号301室", "蓼湾镇", "蓼东新村居委会", id="an estate stands for its committee"),
        pytest.param("荷沼镇荷风佳苑12号", "荷沼镇", None, id="an estate of several committees does not"),
        pytest.param("荷沼镇荷风佳苑第二社区12号", "荷沼镇", "荷风佳苑第二社区居委会", id="unless it is said which"),
        pytest.param("荷沼镇大菱角村12号", "荷沼镇", None, id="another village whose name ends the same"),
        pytest.param("荷沼镇水车村12号", "荷沼镇", None, id="a village the town does not have"),
        pytest.param("荷沼镇菱角村路12号", "荷沼镇", None, id="a road named after a village"),
        pytest.param("鹭汀县荷沼镇南路12号", None, None, id="a road named after a town"),
        pytest.param("荷沼镇近菱角村", "荷沼镇", None, id="only near"),
        pytest.param("荷沼镇菱角村与三湴村交界", "荷沼镇", None, id="between two"),
        pytest.param("荷沼镇、蓼湾镇", None, None, id="two towns"),
        pytest.param("荷沼镇长堤公路7号（云泽荷沼经济小区）", "荷沼镇", None, id="a park and its town"),
        pytest.param("云泽荷沼经济小区", "荷沼镇", None, id="a park whose town is known"),
        pytest.param("云泽某某经济小区", None, None, id="a park whose town is not"),
        pytest.param("江南省某市荷沼镇菱角村", None, None, id="the same names in another province"),
        pytest.param("长堤路100号", None, None, id="a road alone"),
        pytest.param("", None, None, id="nothing"),
    ],
)
def test_an_address_leads_as_far_as_it_says_and_no_further(address, town, village):
    answer = resolve(address, INVENTED)

    assert (answer.town, answer.village) == (town, (town, village) if village else None)
    assert answer.why


def test_two_villages_that_fit_are_both_named():
    answer = resolve("同舟村8号", INVENTED)

    assert answer.candidates == (("蓼湾镇", "同舟村村委会"), ("苇岸乡", "同舟村村委会"))
    assert answer.why == ("没有写乡镇", "可能是蓼湾镇同舟村村委会、苇岸乡同舟村村委会，不能定")


def test_a_park_is_said_to_be_no_premises():
    assert resolve("荷沼镇长堤公路7号（云泽荷沼经济小区）", INVENTED).in_park


def test_another_province_is_said_to_be_outside():
    assert resolve("江南省某市荷沼镇菱角村", INVENTED).outside


def test_on_the_labeled_sample_of_real_names_nothing_untrue_is_said():
    cases = benchmark.sample()
    verdicts = [benchmark.verdict(case, resolve(case.address, REAL)) for case in cases]

    assert len(cases) >= 600
    assert verdicts.count("wrong") / len(cases) <= benchmark.MOST_WRONG
    assert verdicts.count("right") / len(cases) >= 0.90


VILLAGES = [village for village in REAL.villages if not PARK.search(village.town)]


@pytest.mark.parametrize("village", VILLAGES, ids=lambda village: f"{village.town} {village.name}")
def test_every_real_village_is_found_by_its_town_and_official_name(village):
    answer = resolve(f"{village.town}{village.name}12号", REAL)

    assert (answer.confidence, answer.village) == (Confidence.VILLAGE, village.key)


@given(st.text(alphabet="荷沼镇苇岸乡菱角村同舟县路号12（）旧渡经济小区新、 ", max_size=24))
def test_whatever_is_written_a_village_lies_in_the_town_that_is_given(address):
    answer = resolve(address, INVENTED)

    assert answer.village is None or answer.village[0] == answer.town
    assert (answer.confidence == Confidence.VILLAGE) == (answer.village is not None)


@pytest.mark.parametrize(
    ("name", "digits"),
    [("七里村", "7里村"), ("第十社区", "第10社区"), ("第十二社区", "第12社区"), ("二十村", "20村"), ("二十三村", "23村")],
)
def test_numerals_become_digits(name, digits):
    assert in_digits(name) == digits


RING = ((0.0, 0.0), (4.0, 0.0), (5.0, 3.0), (2.0, 6.0), (-1.0, 3.0))
HOLE = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0))
INSIDE = st.floats(-3, 8, allow_nan=False).map(lambda number: round(number, 3))


@given(INSIDE, INSIDE)
def test_a_point_is_in_a_polygon_where_an_independent_library_says_so(x, y):
    theirs = Polygon(RING, [HOLE])
    on_a_border = theirs.boundary.distance(Point(x, y)) < 1e-9

    assert on_a_border or (cell_at(x, y, [Ground("cell", ((RING, HOLE),))]) == "cell") == theirs.contains(Point(x, y))


def test_a_point_in_two_cells_or_in_none_is_given_to_neither():
    twice = [Ground("a", ((RING,),)), Ground("b", ((RING,),))]

    assert cell_at(2.0, 3.0, twice) is None
    assert cell_at(20.0, 30.0, twice) is None
