"""GB/T 4754-2017 as bundled."""

from __future__ import annotations

from collections import Counter

import pytest

from yingzhou.rulebook import industries as gbt


def test_it_holds_20_sections_97_divisions_473_groups_and_1381_classes():
    assert Counter(one.level for one in gbt.industries().values()) == {1: 20, 2: 97, 3: 473, 4: 1381}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        pytest.param("0171", "中草药种植", id="2011 said 中药材种植"),
        pytest.param("0521", "林业有害生物防治活动", id="2011 said 防治服务"),
        pytest.param("0711", "陆地石油开采", id="2011 had no such class"),
        pytest.param("6130", "民宿服务", id="new in 2017"),
        pytest.param("6210", "正餐服务", id="restaurants"),
        pytest.param("0111", "稻谷种植", id="rice"),
    ],
)
def test_the_names_are_those_of_2017_not_of_the_widely_copied_2011_list(code, name):
    found = gbt.industry(code)

    assert found is not None
    assert found.name == name


def test_every_line_but_a_section_stands_under_one_that_exists():
    table = gbt.industries()

    assert [one.code for one in table.values() if one.parent and one.parent not in table] == []


def test_a_letter_before_the_digits_is_accepted_and_must_be_the_right_one():
    assert gbt.industry("H6210") == gbt.industry("6210")
    assert gbt.industry("A6210") is None
    assert gbt.industry("9999") is None
    assert gbt.industry("") is None


def test_the_lineage_goes_from_the_section_down_to_the_class():
    assert [one.code for one in gbt.lineage("6130")] == ["H", "61", "613", "6130"]
    assert gbt.lineage("0000") == []


def test_a_name_is_found_by_a_fragment_those_beginning_with_it_first():
    assert [one.code for one in gbt.named("民宿")] == ["6130"]
    assert gbt.named("稻谷")[0].code == "0111"
