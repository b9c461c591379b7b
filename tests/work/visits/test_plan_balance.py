from __future__ import annotations

from dataclasses import replace

from yingzhou.engines.planning import Candidate, Instance, Route, plan
from yingzhou.work.visits.actions.plan.balancing import balanced

HOUR = 3600


def an_instance(candidates: int = 10, **facts) -> Instance:
    """One day, two officers, everybody a minute from everybody, the first officer the liaison of all."""
    facts.setdefault("priority", 100)
    several = tuple(
        Candidate(id=str(n), service=1200, windows=((9 * HOUR, 16 * HOUR),), days=frozenset({0}), liaison="a", **facts)
        for n in range(candidates)
    )
    routes = tuple(Route(one, 0, 1, 8 * HOUR, 17 * HOUR, 8 * HOUR, one) for one in "ab")
    travel = [[0 if a == b else 60 for b in range(candidates + 1)] for a in range(candidates + 1)]
    return Instance("week", 60, travel, several, routes, liaison_bonus=900)


def visits(answer) -> list[int]:
    return sorted(len(route.visits) for route in answer.routes)


def test_where_there_is_room_one_liaison_does_not_carry_the_week_alone():
    instance = an_instance()
    first = plan(instance, seconds=0)

    cut, fair = balanced(instance, first, ratio=1.2, seed=1)

    assert visits(first) == [0, 10]
    assert sum(visits(fair)) == 10
    assert min(visits(fair)) >= 4
    assert max(route.max_shift for route in cut.routes) < 8 * HOUR


def test_days_are_not_cut_where_that_would_leave_somebody_out():
    instance = an_instance()
    alone = replace(instance, routes=(instance.routes[0], replace(instance.routes[1], day=1)))
    first = plan(alone, seconds=0)

    kept, answer = balanced(alone, first, ratio=1.2, seed=1)

    assert kept is alone
    assert answer is first
