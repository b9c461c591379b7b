"""The cheapest flow from businesses to officers, exactly: shortest augmenting paths over officers only.

A business is a unit of supply, an officer has room for `caps[a]` and his k-th business costs `loads[a, k]`, rising with k.
Businesses are placed one after another.  To place one, somebody may hand one of his on, who hands one on in turn, until it
ends with an officer who has room: a path over officers, where the step a → b costs the least `cost[j, b] - cost[j, a]` of
the businesses j that a has now.  Prices make every step non-negative, so that Dijkstra finds the cheapest such path, and
what is placed stays the cheapest placing of those placed so far.  Costs are whole numbers: nothing is rounded.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from yingzhou.engines.assignment.compiled import jit

FAR = 1 << 60


@jit
def cheapest(first: Any, who: Any, cost: Any, loads: Any, caps: Any, order: Any) -> Any:
    """For each business the place of its officer among its own candidates, and the price of each officer.

    Business i may go to `who[first[i]:first[i + 1]]` at `cost[...]`; somebody among them must always have room.
    """
    officers, businesses = len(caps), len(first) - 1
    chosen = np.full(businesses, -1, np.int64)
    has = np.zeros(officers, np.int64)
    price = np.zeros(officers, np.int64)
    step = np.full((officers, officers), FAR, np.int64)
    mover = np.full((officers, officers), -1, np.int64)
    head = np.full(officers, -1, np.int64)
    following = np.full(businesses, -1, np.int64)
    before = np.full(businesses, -1, np.int64)
    far = np.empty(officers, np.int64)
    came = np.empty(officers, np.int64)
    done = np.empty(officers, np.bool_)
    for one in order:
        far[:] = FAR
        came[:] = -1
        done[:] = False
        for at in range(first[one], first[one + 1]):
            far[who[at]] = cost[at] - price[who[at]]
        best, end = FAR, -1
        while True:
            here, least = -1, best
            for a in range(officers):
                if not done[a] and far[a] < least:
                    here, least = a, far[a]
            if here < 0:
                break
            done[here] = True
            if has[here] < caps[here] and least + loads[here, has[here]] + price[here] < best:
                best, end = least + loads[here, has[here]] + price[here], here
            for b in range(officers):
                if not done[b] and step[here, b] < FAR:
                    reached = least + step[here, b] + price[here] - price[b]
                    if reached < far[b]:
                        far[b] = reached
                        came[b] = here
        for a in range(officers):
            if done[a] and far[a] < best:
                price[a] += far[a] - best
        has[end] += 1
        here = end
        while here >= 0:
            giver = came[here]
            moved = one if giver < 0 else mover[giver, here]
            if giver >= 0:
                _take(moved, giver, head, following, before)
            for at in range(first[moved], first[moved + 1]):
                if who[at] == here:
                    chosen[moved] = at - first[moved]
            _give(moved, here, head, following, before)
            _steps(here, first, who, cost, chosen, head, following, step, mover)
            here = giver
    return chosen, price


@jit
def _take(one: int, officer: int, head: Any, following: Any, before: Any) -> None:
    if before[one] >= 0:
        following[before[one]] = following[one]
    else:
        head[officer] = following[one]
    if following[one] >= 0:
        before[following[one]] = before[one]


@jit
def _give(one: int, officer: int, head: Any, following: Any, before: Any) -> None:
    following[one], before[one] = head[officer], -1
    if head[officer] >= 0:
        before[head[officer]] = one
    head[officer] = one


@jit
def _steps(officer: int, first: Any, who: Any, cost: Any, chosen: Any, head: Any, following: Any, step: Any, mover: Any) -> None:
    """What it costs the officer to hand one on to each of the others: anew from all he has."""
    step[officer, :] = FAR
    one = head[officer]
    while one >= 0:
        own = cost[first[one] + chosen[one]]
        for at in range(first[one], first[one + 1]):
            b = who[at]
            if b != officer and cost[at] - own < step[officer, b]:
                step[officer, b] = cost[at] - own
                mover[officer, b] = one
        one = following[one]
