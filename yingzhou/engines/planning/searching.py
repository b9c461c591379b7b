"""Ruin and recreate, compiled: strings of neighboring visits are taken out, what is absent is put back where it costs least.

Method: slack induction by string removals (Christiaens and Vanden Berghe, Transportation Science 54(2), 2020) with prizes
for optional visits, accepted as in simulated annealing.  A route is feasible when some departure serves every visit
inside a window and returns within the day and the longest absence; `fits` finds that departure exactly.
Every function here is plain Python that numba may compile; the random numbers are our own (Park and Miller, CACM 31(10),
1988), so that both give the same plan.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from yingzhou.engines.planning.compiled import jit
from yingzhou.engines.planning.stops import NEVER, Ints, Problem

FACTOR, MODULUS = 48271, 2147483647
#: How often a departure is put off before a route is given up: each time at least one visit moves to a later window.
DEPARTURES = 8
BLINK = 0.01
STRING, STRINGS = 6, 4
SHUFFLED_BY = 30


class State(NamedTuple):
    """A plan in the making.  `line[r, :length[r]]` are the stops of a route in their order."""

    line: Ints  # [r, m]
    length: Ints  # [r]
    leave: Ints  # [r, m] earliest end of each visit
    latest: Ints  # [r, m] latest begin that still lets the rest be served
    busy: Ints  # [r] travel and service
    where: Ints  # [n] the route of a stop, or -1


@jit
def draw(seed: Ints, below: int) -> int:
    seed[0] = seed[0] * FACTOR % MODULUS
    return seed[0] % below


@jit
def chance(seed: Ints) -> float:
    seed[0] = seed[0] * FACTOR % MODULUS
    return seed[0] / MODULUS


@jit
def begin_from(p: Problem, stop: int, moment: int) -> int:
    """The first moment from `moment` on at which a visit may begin; NEVER where the last window is over."""
    for w in range(p.opens.shape[1]):
        if moment <= p.closes[stop, w]:
            return max(moment, p.opens[stop, w])
    return NEVER


@jit
def begin_until(p: Problem, stop: int, moment: int) -> int:
    """The last moment up to `moment` at which a visit may begin; -NEVER where the first window is still to come."""
    for w in range(p.opens.shape[1] - 1, -1, -1):
        if p.opens[stop, w] <= moment:
            return min(moment, p.closes[stop, w])
    return -NEVER


@jit
def departure(p: Problem, r: int, line: Ints, count: int) -> int:
    """When to leave so that all is served and the absence is short enough; NEVER where no departure does."""
    leave_from = p.start[r]
    for _attempt in range(DEPARTURES):
        moment, here = leave_from, 0
        for k in range(count):
            stop = line[k]
            moment = begin_from(p, stop, moment + p.travel[here, stop + 1])
            if moment >= NEVER:
                return NEVER
            moment += p.service[stop]
            here = stop + 1
        end = moment + p.travel[here, 0]
        if end > p.end[r]:
            return NEVER
        moment, here = end, 0
        for k in range(count - 1, -1, -1):
            stop = line[k]
            moment = begin_until(p, stop, moment - p.travel[stop + 1, here] - p.service[stop])
            here = stop + 1
        last = moment - p.travel[0, here]
        if end - last <= p.shift[r]:
            return last
        leave_from = last + 1
    return NEVER


@jit
def retime(p: Problem, s: State, r: int) -> None:
    """Bring the times of a route up to date."""
    moment, here, busy = p.start[r], 0, 0
    for k in range(s.length[r]):
        stop = s.line[r, k]
        busy += p.travel[here, stop + 1] + p.service[stop]
        moment = begin_from(p, stop, moment + p.travel[here, stop + 1]) + p.service[stop]
        s.leave[r, k] = moment
        here = stop + 1
    s.busy[r] = busy + p.travel[here, 0]
    moment, here = p.end[r], 0
    for k in range(s.length[r] - 1, -1, -1):
        stop = s.line[r, k]
        moment = begin_until(p, stop, moment - p.travel[stop + 1, here] - p.service[stop])
        s.latest[r, k] = moment
        here = stop + 1


@jit
def is_spaced(p: Problem, s: State, stop: int, r: int) -> bool:
    """Whether the others of its group are far enough away in days."""
    if p.group[stop] < 0:
        return True
    for other in range(p.group.shape[0]):
        if other == stop or p.group[other] != p.group[stop] or s.where[other] < 0:
            continue
        if abs(p.day[r] - p.day[s.where[other]]) < max(p.gap[stop], p.gap[other]):
            return False
    return True


@jit
def cheapest(p: Problem, s: State, r: int, stop: int, limit: int, seed: Ints, blink: float, line: Ints) -> tuple[int, int]:
    """The place in a route where a stop costs least travel, below `limit`, and that cost; place -1 where there is none."""
    count, place = s.length[r], -1
    room = p.shift[r] - s.busy[r] - p.service[stop]
    if room < 0 or count + 1 >= s.line.shape[1]:
        return place, limit
    for k in range(p.head[r], count + 1):
        before = 0 if k == 0 else s.line[r, k - 1] + 1
        after = 0 if k == count else s.line[r, k] + 1
        detour = p.travel[before, stop + 1] + p.travel[stop + 1, after] - p.travel[before, after]
        if detour >= limit or detour > room:
            continue
        moment = p.start[r] if k == 0 else s.leave[r, k - 1]
        moment = begin_from(p, stop, moment + p.travel[before, stop + 1])
        if moment >= NEVER:
            break
        moment += p.service[stop] + p.travel[stop + 1, after]
        if moment > (p.end[r] if k == count else s.latest[r, k]):
            continue
        if blink > 0 and chance(seed) < blink:
            continue
        for j in range(k):
            line[j] = s.line[r, j]
        line[k] = stop
        for j in range(k, count):
            line[j + 1] = s.line[r, j]
        if departure(p, r, line, count + 1) < NEVER:
            limit, place = detour, k
    return place, limit


@jit
def put(p: Problem, s: State, r: int, place: int, stop: int) -> None:
    for j in range(s.length[r], place, -1):
        s.line[r, j] = s.line[r, j - 1]
    s.line[r, place] = stop
    s.length[r] += 1
    s.where[stop] = r
    retime(p, s, r)


@jit
def cut(p: Problem, s: State, r: int, first: int, count: int) -> None:
    for j in range(first, first + count):
        s.where[s.line[r, j]] = -1
    for j in range(first + count, s.length[r]):
        s.line[r, j - count] = s.line[r, j]
    s.length[r] -= count
    retime(p, s, r)


@jit
def value_of(p: Problem, s: State, r: int) -> int:
    """What a route is worth less its travel."""
    total, here = 0, 0
    for k in range(s.length[r]):
        stop = s.line[r, k]
        total += p.worth[stop, r] - p.travel[here, stop + 1]
        here = stop + 1
    return total - p.travel[here, 0]


@jit
def refill(p: Problem, s: State, order: Ints, touched: Ints, loose: Ints, seed: Ints, blink: float, line: Ints) -> None:
    """Put in whatever is absent, in this order, where it brings most: loose stops on any route, others on touched ones."""
    for i in range(order.shape[0]):
        stop = order[i]
        if s.where[stop] >= 0:
            continue
        most, at, place = 0, -1, -1
        for r in range(s.length.shape[0]):
            if p.allowed[stop, r] == 0 or (touched[r] != 1 and loose[stop] == 0) or not is_spaced(p, s, stop, r):
                continue
            k, cost = cheapest(p, s, r, stop, p.worth[stop, r] - most, seed, blink, line)
            if k >= 0:
                most, at, place = p.worth[stop, r] - cost, r, k
        if at >= 0:
            put(p, s, at, place, stop)
            if touched[at] == 0:
                touched[at] = 2


@jit
def ruin(p: Problem, s: State, touched: Ints, loose: Ints, seed: Ints) -> None:
    """Take a string of visits out of some routes that pass near one stop."""
    center = p.by_density[draw(seed, p.by_density.shape[0])]
    wanted = 1 + draw(seed, STRINGS)
    for j in range(p.near.shape[1]):
        stop = p.near[center, j]
        r = s.where[stop]
        if r < 0 or touched[r] != 0:
            continue
        k = 0
        while s.line[r, k] != stop:
            k += 1
        free = s.length[r] - p.head[r]
        if k < p.head[r]:
            continue
        count = 1 + draw(seed, min(free, STRING))
        low, high = max(p.head[r], k - count + 1), min(k, s.length[r] - count)
        first = low + draw(seed, high - low + 1)
        for i in range(first, first + count):
            loose[s.line[r, i]] = 1
        cut(p, s, r, first, count)
        touched[r] = 1
        wanted -= 1
        if wanted == 0:
            return


@jit
def shuffle(p: Problem, order: Ints, seed: Ints) -> None:
    """An order in which to put back: by worth a minute or by worth, loosened; one time in four quite at random."""
    kind = draw(seed, 4)
    size = order.shape[0]
    for i in range(size):
        order[i] = p.by_worth[i] if kind == 0 else p.by_density[i]
    for i in range(size - 1):
        j = i + draw(seed, size - i if kind == 1 else min(SHUFFLED_BY, size - i))
        order[i], order[j] = order[j], order[i]


@jit
def copy_routes(source: State, target: State, touched: Ints) -> None:
    for r in range(touched.shape[0]):
        if touched[r] != 0:
            for k in range(target.length[r]):
                target.where[target.line[r, k]] = -1
    for r in range(touched.shape[0]):
        if touched[r] != 0:
            target.length[r] = source.length[r]
            target.busy[r] = source.busy[r]
            for k in range(source.length[r]):
                target.line[r, k] = source.line[r, k]
                target.leave[r, k] = source.leave[r, k]
                target.latest[r, k] = source.latest[r, k]
                target.where[source.line[r, k]] = r


@jit
def improve(p: Problem, s: State, trial: State, best: State, top: int, laps: int, heat: float, cooling: float, seed: Ints) -> int:
    """`laps` times: ruin and recreate `trial`, keep it as `s` or go back.  The value of `best`, which only grows."""
    routes = s.length.shape[0]
    line = np.empty(s.line.shape[1], np.int64)
    touched = np.zeros(routes, np.int64)
    every = np.ones(routes, np.int64)
    loose = np.zeros(s.where.shape[0], np.int64)
    order = np.empty(p.by_density.shape[0], np.int64)
    now = 0
    for r in range(routes):
        now += value_of(p, s, r)
    for _lap in range(laps):
        touched[:] = 0
        loose[:] = 0
        ruin(p, trial, touched, loose, seed)
        shuffle(p, order, seed)
        refill(p, trial, order, touched, loose, seed, BLINK, line)
        then = now
        for r in range(routes):
            if touched[r] != 0:
                then += value_of(p, trial, r) - value_of(p, s, r)
        if then > now + heat * math.log(max(chance(seed), 1e-12)):
            copy_routes(trial, s, touched)
            now = then
            if now > top:
                top = now
                copy_routes(s, best, every)
        else:
            copy_routes(s, trial, touched)
        heat *= cooling
    return top
