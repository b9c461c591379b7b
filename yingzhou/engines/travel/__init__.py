"""How long the way is between places, when nobody has asked a road map: straight lines, a detour, and the waters in between.

Promise: symmetric, never negative, zero from a place to itself; a barrier never shortens a way; the same input gives the
same numbers on every machine.  It is an estimate for planning and says nothing about where anybody has been.
See docs/explanation/engines/travel.md.
"""

from yingzhou.engines.travel.estimating import EARTH_METERS, Barrier, Crossing, Matrix, Pace, Point, estimate

__all__ = ["EARTH_METERS", "Barrier", "Crossing", "Matrix", "Pace", "Point", "estimate"]
