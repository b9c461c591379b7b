"""A plan in the making, and whether one more visit fits: compiled.

A route is feasible when some departure serves every visit inside a window and returns within the day and the longest
absence; `departure` finds the latest such departure exactly.  Whether a visit fits into the day is answered in one step from
the earliest end of the visit before and the latest begin of the visit after (Savelsbergh's forward slack, ORSA Journal on
Computing 4(2), 1992; exact with several windows a day, since to arrive sooner never harms).  The longest absence is answered
the same way for two departures, the first and the route's own latest; only where neither will do is every other tried.
Every function is plain Python that numba may compile.
"""

from __future__ import annotations

from typing import NamedTuple

from yingzhou.engines.planning.compiled import jit
from yingzhou.engines.planning.stops import NEVER, Ints, Problem

FACTOR, MODULUS = 48271, 2147483647
#: How often a departure is put off before a route is given up: each time at least one visit moves to a later window.
DEPARTURES = 8


class State(NamedTuple):
    """`line[r, :length[r]]` are the stops of a route in their order."""

    line: Ints  # [r, m]
    length: Ints  # [r]
    leave: Ints  # [r, m] earliest end of each visit
    latest: Ints  # [r, m] latest begin that still lets the rest be served
    first: Ints  # [r, m] latest begin that lets one be back in time who left at the start
    later: Ints  # [r, m] earliest end of each visit, leaving at `depart`
    last: Ints  # [r, m] latest begin that lets one be back in time who left at `depart`
    depart: Ints  # [r] the latest departure for the earliest return; NEVER where the route cannot be driven
    busy: Ints  # [r] travel and service
    value: Ints  # [r] worth less travel
    where: Ints  # [n] the route of a stop, or -1


@jit
def draw(seed: Ints, below: int) -> int:
    """A number from 0 to below - 1 (Park and Miller, CACM 31(10), 1988): the same in every language and on every machine."""
    seed[0] = seed[0] * FACTOR % MODULUS
    return seed[0] * below >> 31


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
def backward(p: Problem, s: State, r: int, end: int, latest: Ints) -> None:
    """The latest begins that let one be back by `end`."""
    moment, here = end, 0
    for k in range(s.length[r] - 1, -1, -1):
        stop = s.line[r, k]
        moment = begin_until(p, stop, moment - p.travel[stop + 1, here] - p.service[stop])
        latest[r, k] = moment
        here = stop + 1


@jit
def forward(p: Problem, s: State, r: int, start: int, leave: Ints) -> None:
    """The earliest ends of visits, leaving the station at `start`."""
    moment, here = start, 0
    for k in range(s.length[r]):
        stop = s.line[r, k]
        moment = begin_from(p, stop, moment + p.travel[here, stop + 1]) + p.service[stop]
        leave[r, k] = moment
        here = stop + 1


@jit
def retime(p: Problem, s: State, r: int) -> None:
    """Bring the times and the value of a route up to date."""
    here, way, served, worth = 0, 0, 0, 0
    for k in range(s.length[r]):
        stop = s.line[r, k]
        way += p.travel[here, stop + 1]
        served += p.service[stop]
        worth += p.worth[stop, r]
        here = stop + 1
    way += p.travel[here, 0]
    s.busy[r] = way + served
    s.value[r] = worth - way
    s.depart[r] = departure(p, r, s.line[r], s.length[r])
    forward(p, s, r, p.start[r], s.leave)
    forward(p, s, r, s.depart[r], s.later)
    backward(p, s, r, p.end[r], s.latest)
    backward(p, s, r, min(p.end[r], p.start[r] + p.shift[r]), s.first)
    backward(p, s, r, min(p.end[r], s.depart[r] + p.shift[r]), s.last)


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
def is_short(p: Problem, s: State, r: int, place: int, stop: int, line: Ints) -> bool:
    """Whether the absence allows a stop at this place of a route; `line` is room to write in."""
    count = s.length[r]
    for j in range(place):
        line[j] = s.line[r, j]
    line[place] = stop
    for j in range(place, count):
        line[j + 1] = s.line[r, j]
    return departure(p, r, line, count + 1) < NEVER


@jit
def is_quick(p: Problem, s: State, r: int, k: int, stop: int, before: int, after: int) -> bool:
    """Whether a stop can be served at place k leaving at the start, or when the route now leaves."""
    count = s.length[r]
    moment = p.start[r] if k == 0 else s.leave[r, k - 1]
    moment = begin_from(p, stop, moment + p.travel[before, stop + 1]) + p.service[stop] + p.travel[stop + 1, after]
    if moment <= (min(p.end[r], p.start[r] + p.shift[r]) if k == count else s.first[r, k]):
        return True
    moment = s.depart[r] if k == 0 else s.later[r, k - 1]
    moment = begin_from(p, stop, moment + p.travel[before, stop + 1]) + p.service[stop] + p.travel[stop + 1, after]
    return bool(moment <= (min(p.end[r], s.depart[r] + p.shift[r]) if k == count else s.last[r, k]))


@jit
def cheapest(p: Problem, s: State, r: int, stop: int, limit: int, seed: Ints, blink: float, line: Ints) -> tuple[int, int]:
    """The place in a route where a stop costs least travel, below `limit`, and that cost; place -1 where there is none.

    Now and then (`blink`) a good place is passed over.  Of the places that need another departure only the cheapest is tried.
    """
    count, place, other = s.length[r], -1, -1
    limit = min(limit, p.shift[r] - s.busy[r] - p.service[stop] + 1)
    cost = limit
    if limit <= 0 or count + 1 >= s.line.shape[1]:
        return place, limit
    for k in range(p.head[r], count + 1):
        before = 0 if k == 0 else s.line[r, k - 1] + 1
        after = 0 if k == count else s.line[r, k] + 1
        detour = p.travel[before, stop + 1] + p.travel[stop + 1, after] - p.travel[before, after]
        if detour >= limit:
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
        if is_quick(p, s, r, k, stop, before, after):
            limit, place = detour, k
        elif detour < cost:
            cost, other = detour, k
    if other >= 0 and cost < limit and is_short(p, s, r, other, stop, line):
        return other, cost
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
def copy_route(source: State, target: State, r: int) -> None:
    """One route of another plan; whose visits are no longer on it must have been said before (`forget_route`)."""
    target.length[r] = source.length[r]
    target.busy[r] = source.busy[r]
    target.value[r] = source.value[r]
    target.depart[r] = source.depart[r]
    for k in range(source.length[r]):
        target.line[r, k] = source.line[r, k]
        target.leave[r, k] = source.leave[r, k]
        target.latest[r, k] = source.latest[r, k]
        target.first[r, k] = source.first[r, k]
        target.later[r, k] = source.later[r, k]
        target.last[r, k] = source.last[r, k]
        target.where[source.line[r, k]] = r


@jit
def forget_route(target: State, r: int) -> None:
    for k in range(target.length[r]):
        target.where[target.line[r, k]] = -1


@jit
def copy_all(source: State, target: State) -> None:
    target.where[:] = -1
    for r in range(source.length.shape[0]):
        copy_route(source, target, r)
