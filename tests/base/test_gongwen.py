"""The layout of official documents (GB/T 9704-2012), measured on the rendered page."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from tests.base.rendered_papers import colored, composed, pictures
from yingzhou.base.documents.papers.paper_pdf import data_of
from yingzhou.base.documents.papers.printing import TEMPLATES

PPI = 254  # ten pixels a millimeter
FULL = b'#import "gongwen.typ": *\n#show: laid\n#flush("\xe5\x9b\xbd" * 28 * 30)\n'


def runs(marks: np.ndarray) -> list[tuple[float, float]]:
    """Stretches of true values, in millimeters."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(int), [0]))))
    return [(start / 10, end / 10) for start, end in zip(edges[::2], edges[1::2], strict=True)]


@pytest.fixture(scope="module")
def full() -> list[np.ndarray]:
    return [page < 128 for page in pictures(FULL, {}, ppi=PPI)]


def test_a_full_page_has_twenty_two_lines_of_twenty_eight_letters(full):
    text = full[0][: 262 * 10]
    lines = runs(text.any(axis=1))
    first = text[int(lines[0][0] * 10) : int(lines[0][1] * 10)]

    assert len(lines) == 22
    assert len(runs(first.any(axis=0))) == 28


def test_lines_stand_on_a_grid_of_225_millimeters(full):
    starts = [start for start, _end in runs(full[0][: 262 * 10].any(axis=1))]
    steps = [later - earlier for earlier, later in pairwise(starts)]

    assert np.mean(steps) == pytest.approx(225 / 22, abs=0.02)
    assert max(steps) - min(steps) <= 0.2


def test_the_text_keeps_to_its_area(full):
    columns, rows = runs(full[0][: 262 * 10].any(axis=0)), runs(full[0][: 262 * 10].any(axis=1))

    assert (columns[0][0], columns[-1][1]) == (pytest.approx(28, abs=1), pytest.approx(184, abs=1))
    assert rows[0][0] == pytest.approx(37, abs=1)
    assert rows[-1][1] <= 262


@pytest.mark.parametrize(("page", "side"), [(0, "right"), (1, "left")])
def test_the_page_number_stands_outside_seven_millimeters_below_the_text(full, page, side):
    foot = full[page][262 * 10 :]
    rows, columns = runs(foot.any(axis=1)), runs(foot.any(axis=0))
    letter = 14 / 72 * 25.4

    assert rows[0][0] == pytest.approx(7, abs=2.5)
    if side == "right":
        assert columns[-1][1] == pytest.approx(184 - letter, abs=1)
    else:
        assert columns[0][0] == pytest.approx(28 + letter, abs=1)


def test_the_red_head_and_its_rule_stand_where_the_standard_puts_them():
    first, *_rest = colored(TEMPLATES / "official.typ", data_of(composed("points.award")), ppi=PPI)
    red = (first[:, :, 0] > 150) & (first[:, :, 1] < 90)
    rows = runs(red.any(axis=1))
    mark, rule = rows[0], rows[-1]
    across = runs(red[int(rule[0] * 10) + 1])

    assert mark[0] == pytest.approx(37 + 35, abs=2.5)
    assert across == [(pytest.approx(28, abs=0.3), pytest.approx(184, abs=0.3))]
    assert rule[1] - rule[0] == pytest.approx(0.5, abs=0.2)


def test_the_number_stands_four_millimeters_above_the_rule_and_the_title_two_lines_below():
    first, *_rest = colored(TEMPLATES / "official.typ", data_of(composed("points.award")), ppi=PPI)
    red = (first[:, :, 0] > 150) & (first[:, :, 1] < 90)
    rule = runs(red.any(axis=1))[-1]
    black = runs((first.max(axis=2) < 110).any(axis=1))
    above = max(end for _start, end in black if end < rule[0])
    below = min(start for start, _end in black if start > rule[1])

    assert rule[0] - above == pytest.approx(4, abs=1)
    assert below - rule[1] == pytest.approx(2 * 225 / 22, abs=2)


def test_the_imprint_closes_the_last_page_with_a_strong_line_above_and_below():
    *_before, last = pictures(TEMPLATES / "official.typ", data_of(composed("points.award")), ppi=PPI * 2)
    wide = (last < 128).mean(axis=1) > 0.7
    lines = [(start / 2, end / 2) for start, end in runs(wide)]

    assert len(lines) == 2
    assert [end - start for start, end in lines] == [pytest.approx(0.35, abs=0.08)] * 2
    assert lines[-1][1] == pytest.approx(262, abs=1)
