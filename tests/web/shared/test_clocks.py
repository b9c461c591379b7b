"""One chip for every deadline."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from yingzhou.web.shared.clocks import State, clock

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("left", "state", "words"),
    [
        (-2, State.LATE, "逾期 2 天"),
        (0, State.TODAY, "今天到期"),
        (1, State.SOON, "剩 1 天"),
        (3, State.SOON, "剩 3 天"),
        (4, State.OK, "剩 4 天"),
    ],
)
def test_the_days_left_decide_the_state_and_the_words(left: int, state: State, words: str) -> None:
    shown = clock(DAY, left=left)

    assert (shown.state, shown.left_text) == (state, words)


@pytest.mark.parametrize(("left", "words"), [(3, "提前 3 工作日"), (0, "当天办完"), (-1, "晚了 1 工作日")])
def test_what_is_done_says_how_early_or_late_it_was(left: int, words: str) -> None:
    shown = clock(DAY, left=left, working=True, done=True)

    assert (shown.state, shown.left_text) == (State.DONE, words)


def test_a_paused_clock_says_why() -> None:
    shown = clock(DAY, left=-3, paused="检测中，已停 3 天")

    assert (shown.state, shown.left_text) == (State.PAUSED, "检测中，已停 3 天")


@pytest.mark.parametrize(("left", "words"), [(1, "1 working day left"), (2, "2 working days left"), (-1, "1 working day late")])
def test_english_counts_one_day_and_many(left: int, words: str) -> None:
    with translation.override("en"):
        assert clock(DAY, left=left, working=True).left_text == words


@pytest.mark.parametrize(("used", "shown"), [(-5, 0), (53, 53), (140, 100)])
def test_the_ring_stays_within_its_circle(used: int, shown: int) -> None:
    assert clock(DAY, left=9, used=used).used == shown


def test_no_state_is_color_alone() -> None:
    shown = [clock(DAY, left=-1), clock(DAY, left=0), clock(DAY, left=9, paused="停"), clock(DAY, left=1, done=True)]

    assert [c.icon for c in shown] == ["alert-triangle", "alert-circle", "player-pause", "check"]
