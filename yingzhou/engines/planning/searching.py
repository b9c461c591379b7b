"""Ruin and recreate, compiled: strings of neighboring visits are taken out, what is absent is put back where it costs least.

Method: slack induction by string removals (Christiaens and Vanden Berghe, Transportation Science 54(2), 2020) with prizes
for optional visits; ruin and recreate and its acceptance after Schrimpf et al. (Journal of Computational Physics 159, 2000).
Every function is plain Python that numba may compile, and both give the same plan.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from yingzhou.engines.planning.compiled import jit
from yingzhou.engines.planning.state import (
    State,
    chance,
    cheapest,
    copy_all,
    copy_route,
    cut,
    draw,
    forget_route,
    is_spaced,
    put,
)
from yingzhou.engines.planning.stops import NEVER, Floats, Ints, Problem

#: One good place in so many is passed over.
BLINK = 0.01
#: The longest string taken out of a route, and out of how many routes at most.
STRING, STRINGS = 6, 4
#: How far an order is loosened, and among how many of the next the best is put back first.
SHUFFLED_BY, AHEAD = 4, 4


TINY = 1e-12
WORSE_THAN_ALL = -(1 << 60)


class Plans(NamedTuple):
    """The plan one stands at, the one being tried, the best so far."""

    now: State
    trial: State
    best: State


class Desk(NamedTuple):
    """Room to write in, made once."""

    line: Ints  # [m] a route being tried
    touched: Ints  # [count of touched routes, their numbers …]
    is_touched: Ints  # [r] 0 untouched, 1 ruined, 2 only entered
    loose: Ints  # [n] 1 for what has just been taken out
    order: Ints  # [n] what is to be put back
    waiting: Ints  # [w] who of these is next
    route: Ints  # [w] where each would bring most
    place: Ints  # [w]
    ratio: Floats  # [w] and how much a minute


def desk_of(p: Problem, s: State) -> Desk:
    routes, stops = len(s.length), len(s.where)
    return Desk(
        line=np.zeros(s.line.shape[1], np.int64),
        touched=np.zeros(routes + 1, np.int64),
        is_touched=np.zeros(routes, np.int64),
        loose=np.zeros(stops, np.int64),
        order=np.zeros(stops, np.int64),
        waiting=np.zeros(AHEAD, np.int64),
        route=np.zeros(AHEAD, np.int64),
        place=np.zeros(AHEAD, np.int64),
        ratio=np.zeros(AHEAD, np.float64),
    )


@jit
def touch(d: Desk, r: int, how: int) -> None:
    d.touched[0] += 1
    d.touched[d.touched[0]] = r
    d.is_touched[r] = how


@jit
def weigh(p: Problem, s: State, d: Desk, stop: int, i: int, ruined: int, seed: Ints, blink: float) -> bool:
    """Where a stop would bring most, written into row i of the desk; False where it fits nowhere or is not worth its way."""
    most, at, place = 0, -1, -1
    is_loose = d.loose[stop] == 1
    for j in range(s.length.shape[0] if is_loose else ruined):
        r = j if is_loose else d.touched[j + 1]
        if p.worth[stop, r] <= most or p.service[stop] > p.shift[r] - s.busy[r] or not is_spaced(p, s, stop, r):
            continue
        k, cost = cheapest(p, s, r, stop, p.worth[stop, r] - most, seed, blink, d.line)
        if k >= 0:
            most, at, place = p.worth[stop, r] - cost, r, k
    if at < 0:
        return False
    d.route[i], d.place[i] = at, place
    d.ratio[i] = most / (p.service[stop] + p.worth[stop, at] - most)
    return True


@jit
def refill(p: Problem, s: State, d: Desk, count: int, width: int, seed: Ints, blink: float) -> None:
    """Put in the first `count` of the order where they bring most: loose stops on any route, others on ruined ones.

    Of the next `width` in the order, whoever brings most a minute is put in first.
    """
    ruined = d.touched[0]
    following, waiting = 0, 0
    while True:
        while waiting < width and following < count:
            stop = d.order[following]
            following += 1
            if weigh(p, s, d, stop, waiting, ruined, seed, blink):
                d.waiting[waiting] = stop
                waiting += 1
        if waiting == 0:
            return
        first = 0
        for i in range(1, waiting):
            if d.ratio[i] > d.ratio[first]:
                first = i
        stop, at = d.waiting[first], d.route[first]
        put(p, s, at, d.place[first], stop)
        if d.is_touched[at] == 0:
            touch(d, at, 2)
        left = 0
        for i in range(waiting):
            if i == first:
                continue
            other = d.waiting[i]
            if d.route[i] != at and p.group[other] < 0:
                d.route[left], d.place[left], d.ratio[left], d.waiting[left] = d.route[i], d.place[i], d.ratio[i], other
                left += 1
            elif weigh(p, s, d, other, left, ruined, seed, blink):
                d.waiting[left] = other
                left += 1
        waiting = left


@jit
def ruin(p: Problem, s: State, d: Desk, seed: Ints) -> None:
    """Take a string of visits out of some routes that pass near one stop, placed or not."""
    center = draw(seed, p.near.shape[0])
    wanted = 1 + draw(seed, STRINGS)
    for j in range(p.near.shape[1]):
        stop = p.near[center, j]
        r = s.where[stop]
        if r < 0 or d.is_touched[r] != 0:
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
            d.loose[s.line[r, i]] = 1
        cut(p, s, r, first, count)
        touch(d, r, 1)
        wanted -= 1
        if wanted == 0:
            return


@jit
def arrange(s: State, d: Desk, seed: Ints) -> int:
    """Everybody absent, most worth a minute first, loosened by a few places; how many they are."""
    size = 0
    for stop in range(s.where.shape[0]):
        if s.where[stop] < 0:
            d.order[size] = stop
            size += 1
    for i in range(size - 1):
        j = i + draw(seed, min(SHUFFLED_BY, size - i))
        d.order[i], d.order[j] = d.order[j], d.order[i]
    return size


@jit
def take_over(source: State, target: State, d: Desk) -> None:
    """The touched routes of one plan into another."""
    for i in range(1, d.touched[0] + 1):
        forget_route(target, d.touched[i])
    for i in range(1, d.touched[0] + 1):
        copy_route(source, target, d.touched[i])


@jit
def gain(s: State, trial: State, d: Desk) -> int:
    """What the touched routes of `trial` are worth more than those of `s`; a very great loss where one cannot be driven."""
    total = 0
    for i in range(1, d.touched[0] + 1):
        r = d.touched[i]
        if trial.depart[r] >= NEVER:
            return WORSE_THAN_ALL
        total += trial.value[r] - s.value[r]
    return total


@jit
def improve(p: Problem, plans: Plans, d: Desk, top: int, laps: int, heat: float, cooling: float, seed: Ints) -> int:
    """`laps` times: ruin and recreate `trial`, keep it as `now` or go back.  The value of `best`, which only grows."""
    now, trial, best = plans.now, plans.trial, plans.best
    value = now.value.sum()
    for _lap in range(laps):
        d.touched[0] = 0
        d.is_touched[:] = 0
        d.loose[:] = 0
        ruin(p, trial, d, seed)
        refill(p, trial, d, arrange(trial, d, seed), AHEAD, seed, BLINK)
        gained = gain(now, trial, d)
        if gained > heat * math.log(max(chance(seed), TINY)):
            take_over(trial, now, d)
            value += gained
            if value > top:
                top = value
                copy_all(now, best)
        else:
            take_over(now, trial, d)
        heat *= cooling
    return top
