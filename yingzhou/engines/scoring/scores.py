"""Facts by a rubric: points item by item, the sum, the stars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yingzhou.engines.scoring.gaps import Gap, gap_to
from yingzhou.engines.scoring.rubrics import Rubric, Star


@dataclass(frozen=True)
class Line:
    """One item: what was counted (None: nothing known), what it earned, and the most it could."""

    item: str
    value: int | None
    points: int
    most: int


@dataclass(frozen=True)
class Score:
    """The whole answer.  `gap` is None at the highest star."""

    lines: tuple[Line, ...]
    total: int
    most: int
    stars: int
    gap: Gap | None

    def line(self, item: str) -> Line:
        """One item's line."""
        return next(line for line in self.lines if line.item == item)


def score(rubric: Rubric, facts: Mapping[str, int | None]) -> Score:
    """Score whole numbers by item id; items without a fact earn nothing, facts without an item are ignored."""
    lines = []
    for item in rubric.items:
        value = facts.get(item.id)
        lines.append(Line(item.id, value, item.points_at(item.level(value)), item.most))
    total = sum(line.points for line in lines)
    earned = {line.item: line.points for line in lines}
    reached = 0
    for star in rubric.stars:
        if not _is_reached(star, total, earned):
            break
        reached = star.stars
    ahead = next((star for star in rubric.stars if star.stars > reached), None)
    return Score(tuple(lines), total, rubric.most, reached, gap_to(rubric, ahead, facts) if ahead else None)


def _is_reached(star: Star, total: int, earned: Mapping[str, int]) -> bool:
    return total >= star.points and all(earned[must.item] >= must.points for must in star.musts)
