"""Finding Chinese names by a fragment, by pinyin, by initials, with one slip, by the tail of a code.

Promise: whatever stands in the text is found by every fragment of it (recall 1.000): fragments are looked up by their
characters and pairs of characters, no word cutter is asked.  See docs/explanation/engines/search.md.
"""

from yingzhou.engines.search.matching import Need, Question, ask, closeness, rank
from yingzhou.engines.search.sounds import all_initials, all_pinyin, pinyin, sounds
from yingzhou.engines.search.text import grams, normalize, simplified, terms

__all__ = [
    "Need",
    "Question",
    "all_initials",
    "all_pinyin",
    "ask",
    "closeness",
    "grams",
    "normalize",
    "pinyin",
    "rank",
    "simplified",
    "sounds",
    "terms",
]
