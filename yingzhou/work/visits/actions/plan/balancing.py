"""Nobody carries the week alone: where there is room for everybody, long days are cut until the work is shared."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from yingzhou.engines.planning import Instance
from yingzhou.engines.planning import Plan as Answer
from yingzhou.engines.planning import plan as search

#: A day is never cut below this many seconds: a trip to the far end must stay possible.
SHORTEST = 90 * 60
#: How far the cut may be let out again, and how much priority it may cost, before the days stay as they were.
LET_OUT = (1.0, 1.25)
KEPT = 0.98


def balanced(instance: Instance, first: Answer, *, ratio: float, seed: int) -> tuple[Instance, Answer]:
    """The instance with no day longer than `ratio` times the mean, and its first answer.

    Those given where the days are even already, or where cutting them would leave out somebody promised or locked, or
    more than two per cent of the priority.
    """
    away = [route.back - route.leave for route in first.routes]
    mean = sum(away) / len(away) if away else 0.0
    for wider in LET_OUT:
        longest = max(SHORTEST, math.ceil(mean * ratio * wider))
        if max(away, default=0) <= longest:
            return instance, first
        routes = tuple(replace(route, max_shift=min(route.max_shift, longest)) for route in instance.routes)
        cut = replace(instance, routes=routes)
        answer = search(cut, seconds=0, seed=seed)
        if answer.priority >= first.priority * KEPT and _must(instance, _placed(first)) <= _placed(answer):
            return cut, answer
    return instance, first


def _placed(answer: Answer) -> frozenset[str]:
    return frozenset(visit.id for route in answer.routes for visit in route.visits)


def _must(instance: Instance, placed: Iterable[str]) -> frozenset[str]:
    """Of those placed, whoever was promised or fixed by a person."""
    there = frozenset(placed)
    return frozenset(one.id for one in instance.candidates if one.id in there and (one.promised or one.locked is not None))
