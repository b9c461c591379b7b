"""From facts to points, from points to stars, and the shortest road to the next star.

Promise: the answer names every item with what was counted and what it earned; a missing fact earns nothing and is said to
be missing; more of what is wanted never lowers a star; and whoever does what the gap lists has the next star.
See docs/explanation/engines/scoring.md.
"""

from yingzhou.engines.scoring.gaps import Gap, Road
from yingzhou.engines.scoring.rubrics import Item, Must, Rubric, RubricFault, Star, Step
from yingzhou.engines.scoring.scores import Line, Score, score

__all__ = ["Gap", "Item", "Line", "Must", "Road", "Rubric", "RubricFault", "Score", "Star", "Step", "score"]
