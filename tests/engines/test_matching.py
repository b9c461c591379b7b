"""What looks alike, and how much of it stands together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingzhou.engines.matching import densest, likeness, pieces

NEW_YEAR = date(2026, 1, 1)
texts = st.text(st.sampled_from("买了一箱大米过期退款赔钱 ,1234AB"), max_size=30)
days = st.lists(st.integers(0, 60).map(lambda n: NEW_YEAR + timedelta(days=n)), max_size=30)


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        pytest.param(
            "购买大米一袋，生产日期已过，要求退一赔十", "购买大米二袋，生产日期已过，要求退一赔十", 75, 99, id="one word changed"
        ),
        pytest.param("花费128元", "花费 96 元。", 100, 100, id="only the amount and the marks differ"),
        pytest.param("床的尺寸不对", "店里的菜有头发", 0, 20, id="two different stories"),
        pytest.param("", "", 0, 0, id="nothing is like nothing"),
    ],
)
def test_texts_are_as_alike_as_people_would_say(one, other, least, most):
    assert least <= likeness(one, other) <= most


@given(texts, texts)
def test_likeness_is_mutual_and_a_text_is_like_itself(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == (100 if pieces(one) else 0)


def plainly(found: list[date], length: int) -> int:
    """Every window tried."""
    return max((sum(1 for day in found if 0 <= (day - start).days < length) for start in found), default=0)


@given(days, st.integers(1, 40))
def test_the_fullest_window_is_the_one_counting_by_hand_finds(found, length):
    best = densest(found, length=length)

    assert (best.count if best else 0) == plainly(found, length)
    assert best is None or (best.until - best.since).days < length
