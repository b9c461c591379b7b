"""From the text of a Chinese address, or a pair of coordinates, to a town, a village, a cell.

Promise: it never guesses.  Every answer says why; where two villages fit, both are named and none is chosen; a road, a park
or a village that the town does not have gives the town at most.  See docs/explanation/engines/addresses.md.
"""

from yingzhou.engines.addresses.cells import Ground, cell_at
from yingzhou.engines.addresses.gazetteer import Gazetteer, Town, Village
from yingzhou.engines.addresses.resolving import Confidence, Resolution, resolve

__all__ = ["Confidence", "Gazetteer", "Ground", "Resolution", "Town", "Village", "cell_at", "resolve"]
