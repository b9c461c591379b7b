"""The loop as data: which moves it has, who may make each, what each one needs, and how long it took.

Pure: no clock, no query.  The caller says who asks in which capacity and what comes with the move; the engine answers
with everything that is missing, at once.  `docs/explanation/engines/lifecycle.md` has the drawing.
"""

from yingzhou.engines.lifecycle.durations import Durations, durations
from yingzhou.engines.lifecycle.loops import (
    Attempt,
    BrokenTrail,
    Loop,
    MoveRule,
    Need,
    Party,
    Shortfall,
    Standing,
    Step,
    UnknownMove,
    Want,
)
from yingzhou.engines.lifecycle.standard import STANDARD

__all__ = [
    "STANDARD",
    "Attempt",
    "BrokenTrail",
    "Durations",
    "Loop",
    "MoveRule",
    "Need",
    "Party",
    "Shortfall",
    "Standing",
    "Step",
    "UnknownMove",
    "Want",
    "durations",
]
