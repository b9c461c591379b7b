"""Another way to the same answer: the cheapest flow by Bellman-Ford over every arc, one unit at a time, in plain Python."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from yingzhou.engines.assignment import Person, Proposal, Shop, Weights
from yingzhou.engines.assignment.proposing import ALONE


def cost_of(answer: Proposal, shops: list[Shop], people: list[Person], weights: Weights) -> int:
    """What an answer costs by the words of the promise, where every place is told."""
    fits = _fits(shops, people)
    given = {one.shop: one.person for one in answer.lines}
    total = sum(_cost(one, given[one.id], people, weights) for one in shops)
    for person in people:
        has = sum(1 for name in given.values() if name == person.id)
        total += sum(_slot(k, fits[person.id], weights) for k in range(has))
    return total


def cheapest_cost(shops: list[Shop], people: list[Person], weights: Weights) -> int:
    """The least any answer can cost."""
    fits = _fits(shops, people)
    number = {one.id: len(shops) + 1 + at for at, one in enumerate(people)}
    sink = len(shops) + len(people) + 1
    arcs: list[list[int]] = []
    for at, shop in enumerate(shops):
        _arc(arcs, 0, at + 1, 0)
        _arc(arcs, at + 1, sink, ALONE)
        for name in set(shop.may) & set(number):
            _arc(arcs, at + 1, number[name], _cost(shop, name, people, weights))
    for person in people:
        for k in range(person.cap):
            _arc(arcs, number[person.id], sink, _slot(k, fits[person.id], weights))
    return sum(_push(arcs, sink) for _shop in shops)


def _arc(arcs: list[list[int]], a: int, b: int, cost: int) -> None:
    arcs += [[a, b, cost, 1], [b, a, -cost, 0]]


def _push(arcs: list[list[int]], sink: int) -> int:
    far, came = {0: 0}, {}
    changed = True
    while changed:
        changed = False
        for at, (a, b, cost, room) in enumerate(arcs):
            if room and a in far and far[a] + cost < far.get(b, 1 << 60):
                far[b], came[b], changed = far[a] + cost, at, True
    here = sink
    while here:
        arcs[came[here]][3] -= 1
        arcs[came[here] ^ 1][3] += 1
        here = arcs[came[here]][0]
    return far[sink]


def _fits(shops: list[Shop], people: list[Person]) -> dict[str, float]:
    names = {one.id for one in people}
    share = dict.fromkeys(names, 0.0)
    for shop in shops:
        may = set(shop.may) & names
        for name in may:
            share[name] += 1 / len(may)
    return {name: max(value, 1.0) for name, value in share.items()}


def _slot(k: int, fits: float, weights: Weights) -> int:
    return round(weights.balance * (k + 0.5) / fits)


def _cost(shop: Shop, name: str, people: list[Person], weights: Weights) -> int:
    if not name:
        return ALONE
    names = {one.id for one in people}
    person = next(one for one in people if one.id == name)
    assert shop.at
    assert person.at
    stays = shop.current in names and shop.current in shop.may
    return meters_between(shop.at, person.at) + (weights.change if stays and name != shop.current else 0)


def meters_between(a: tuple[float, float], b: tuple[float, float]) -> int:
    """By the haversine formula, to the meter."""
    lon, lat = radians(b[0] - a[0]), radians(b[1] - a[1])
    half = sin(lat / 2) ** 2 + cos(radians(a[1])) * cos(radians(b[1])) * sin(lon / 2) ** 2
    return round(2 * 6_371_009.0 * asin(sqrt(half)))
