"""① What is fixed: dated, cited figures in YAML, and a small reader.

The law as published, by the day it holds.  A row is never edited: when the rule changes, a row is added, because a matter
is judged by the figure of its own day.  What a bureau adds comes in through `Rulebook.with_added`.
"""

from yingzhou.rulebook.articles import article, instrument
from yingzhou.rulebook.errors import FigureFault, NoValueOn, UnknownFigure
from yingzhou.rulebook.reading import Figure, Rulebook, Series, figure, figures, shipped

__all__ = [
    "Figure",
    "FigureFault",
    "NoValueOn",
    "Rulebook",
    "Series",
    "UnknownFigure",
    "article",
    "figure",
    "figures",
    "instrument",
    "shipped",
]
