"""Which records look alike, and why: shared pieces of text, and how many stand together inside a window of days.

It answers facts for a person to look at.  It decides nothing.  See docs/explanation/engines/matching.md.
"""

from yingzhou.engines.matching.texts import likeness, pieces
from yingzhou.engines.matching.windows import Densest, densest

__all__ = ["Densest", "densest", "likeness", "pieces"]
