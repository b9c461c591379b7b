"""A random draw anybody can repeat: objects and officers by lot, from a seed whose hash was published before.

Promise: the same input and seed give the same draw, in whatever order the input was listed; every object, and every officer
for an object, has the same chance; whoever holds the record can work it out again with `verify_draw.py`, and any changed byte of
it is noticed.  See docs/explanation/engines/draw.md.
"""

from yingzhou.engines.draw.drawing import Chosen, Draw, commitment_of, draw
from yingzhou.engines.draw.lots import ALGORITHM, DrawFault, Lots
from yingzhou.engines.draw.verifying import Fault, verify

__all__ = ["ALGORITHM", "Chosen", "Draw", "DrawFault", "Fault", "Lots", "commitment_of", "draw", "verify"]
