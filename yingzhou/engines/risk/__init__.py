"""From dated facts to the place in a list, with the reasons and with what would change it.

Promise: the points are the sum of the reasons shown and nothing else; what is not known is named and widens the range, and never
counts as nothing; more of what is worrying never lowers a place; a change does exactly what was said beforehand.  There is no
field for who visits or who found what.  See docs/explanation/engines/risk.md.
"""

from yingzhou.engines.risk.food import Classing, FoodFault, FoodTable, Move, classed
from yingzhou.engines.risk.measures import Share, difference, wilson
from yingzhou.engines.risk.scale import Band, Factor, Scale, ScaleFault, Step
from yingzhou.engines.risk.weighing import NOT_ASKED, UNKNOWN, Fact, Line, Weight, after, weigh

__all__ = [
    "NOT_ASKED",
    "UNKNOWN",
    "Band",
    "Classing",
    "Fact",
    "Factor",
    "FoodFault",
    "FoodTable",
    "Line",
    "Move",
    "Scale",
    "ScaleFault",
    "Share",
    "Step",
    "Weight",
    "after",
    "classed",
    "difference",
    "weigh",
    "wilson",
]
