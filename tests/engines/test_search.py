"""The pieces names are found by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingzhou.engines import search
from yingzhou.engines.search.matching import with_a_slip
from yingzhou.engines.search.text import needed

TEXT = st.text(alphabet="蟹庄米行饭店酒坊菱角荷沼AB12 ", max_size=20).map(search.normalize)


@given(TEXT, st.data())
def test_whatever_stands_in_a_text_is_looked_up_by_pieces_of_that_text(text, data):
    words = text.split()
    word = data.draw(st.sampled_from(words)) if words else ""
    start = data.draw(st.integers(0, max(len(word) - 1, 0)))
    fragment = word[start : start + data.draw(st.integers(1, 8))]

    assert not fragment or set(needed(fragment)) <= search.grams(text)


@pytest.mark.parametrize(
    ("name", "whole", "short"),
    [
        ("顾伯伯蟹庄", "guboboxiezhuang", "gbbxz"),
        ("长堤茶馆", "zhangdichaguan changdichaguan", "zdcg cdcg"),
        ("绿叶茶馆", "lvyechaguan luyechaguan", "lycg"),
        ("KFC餐厅", "kfccanting", "kct"),
        ("2号米行", "2haomixing 2haomihang", "2hmx 2hmh"),
        ("", "", ""),
    ],
)
def test_a_name_sounds(name, whole, short):
    assert (search.all_pinyin(name), search.all_initials(name)) == (whole, short)


@pytest.mark.parametrize(
    ("asked", "title", "distance"),
    [
        ("顾伯伯", "顾伯伯", 0),
        ("顾伯伯", "顾伯伯蟹庄", 1),
        ("蟹庄", "顾伯伯蟹庄", 2),
        ("顾博博", "顾伯伯蟹庄", 9),
        ("顾白伯", "顾伯伯蟹庄", 11),
        ("伯顾伯蟹", "顾伯伯蟹庄", 11),
        ("饭店酒坊", "顾伯伯蟹庄", 14),
    ],
)
def test_closeness_says_how_far_a_name_is_from_what_was_typed(asked, title, distance):
    assert search.closeness(asked, title) == distance


@given(st.text(alphabet="蟹庄米行饭店酒坊菱角荷沼", min_size=4, max_size=10), st.data())
def test_a_name_with_one_slip_is_still_looked_up(name, data):
    place = data.draw(st.integers(0, len(name) - 1))
    slipped = data.draw(
        st.sampled_from(
            [name[:place] + "字" + name[place + 1 :], name[:place] + name[place + 1 :], name[:place] + "字" + name[place:]]
        )
    )
    pieces = {f"={piece}" for piece in search.grams(search.normalize(name))}

    assert any(set(need.pieces) <= pieces for need in with_a_slip(slipped) if need.column == "name")


def test_a_tail_is_meant_only_by_four_digits_or_a_whole_mobile():
    assert [search.ask(asked).tail for asked in ("8123", "81234", "13800138123", "8123 蟹")] == ["8123", "", "13800138123", ""]


def test_traditional_characters_and_widths_are_one():
    assert search.normalize("顧伯伯蟹莊（ＡＢ）") == "顾伯伯蟹庄 ab"
