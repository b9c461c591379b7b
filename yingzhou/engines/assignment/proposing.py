"""From people and businesses to a proposal with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from yingzhou.engines.assignment.distances import meters, middle, places_of, seed
from yingzhou.engines.assignment.flow import cheapest
from yingzhou.engines.assignment.told import Line, Load, Person, Proposal, Reason, Shop, Weights, Why

#: What it costs to leave a business without anybody: more than any distance on earth, so that it is the last resort.
ALONE = 100_000_000


@dataclass(frozen=True)
class _Asked:
    """The question in numbers: business i may go to `who[first[i]:first[i + 1]]`, the last of them "nobody"."""

    first: Any
    who: Any
    whose: Any
    current: Any
    may_stay: Any
    caps: Any
    loads: Any
    fits: Any


def propose(shops: Sequence[Shop], people: Sequence[Person], weights: Weights | None = None) -> Proposal:
    """The cheapest way to give every business one of those who may look after it.

    It costs the distance in meters, `weights.change` for every business taken from somebody who could have kept it, and for
    the k-th business of a person `weights.balance` × (k − ½) ÷ his even share.  Whoever finds no room stays without.
    """
    weights = weights or Weights()
    asked = _read(shops, people, weights)
    spots = np.array([one.at or (np.nan, np.nan) for one in shops], float).reshape(-1, 2)
    places = places_of(people, spots, asked.current)
    newcomers = np.flatnonzero(np.isnan(places[:, 0]))
    seed(newcomers, places, spots, ~asked.may_stay, lambda at: np.isin(np.arange(len(shops)), asked.whose[asked.who == at]))
    given, cost = _solve(asked, spots, places, weights)
    if len(newcomers):
        for at in newcomers:
            own = middle(spots[given == at])
            places[at] = places[at] if np.isnan(own[0]) else own
        given, cost = _solve(asked, spots, places, weights)
    return _answer(shops, people, asked, spots, places, given, cost)


def _read(shops: Sequence[Shop], people: Sequence[Person], weights: Weights) -> _Asked:
    number = {one.id: at for at, one in enumerate(people)}
    nobody = len(people)
    may = [[*sorted({number[who] for who in one.may if who in number}), nobody] for one in shops]
    sizes = np.array([len(one) for one in may], np.int64)
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    who = np.array([at for one in may for at in one], np.int64)
    whose = np.repeat(np.arange(len(shops)), sizes)
    current = np.array([number.get(one.current, nobody) for one in shops], np.int64)
    may_stay = np.zeros(len(shops), bool)
    may_stay[whose[(who == current[whose]) & (who != nobody)]] = True
    share = np.repeat(1 / np.maximum(sizes - 1, 1), sizes)
    fits = np.maximum(np.bincount(who, share, minlength=nobody + 1), 1.0)
    caps = np.array([*(max(one.cap, 0) for one in people), len(shops)], np.int64)
    slots = np.arange(int(caps.max(initial=0)) + 1) + 0.5
    loads = np.rint(weights.balance * slots[None] / fits[:, None]).astype(np.int64)
    loads[nobody] = 0
    return _Asked(first, who, whose, current, may_stay, caps, loads, fits)


def _solve(asked: _Asked, spots: Any, places: Any, weights: Weights) -> tuple[Any, int]:
    """Who is given each business, and what that costs."""
    nobody = len(places)
    far = _meters(asked, spots, places)
    known = np.where(np.isnan(far), 0, far)
    mean = np.bincount(asked.whose, known) / np.maximum(np.bincount(asked.whose, ~np.isnan(far)), 1)
    cost = np.rint(np.where(np.isnan(far), mean[asked.whose], far)).astype(np.int64)
    cost += weights.change * (asked.may_stay[asked.whose] & (asked.who != asked.current[asked.whose]))
    cost[asked.who == nobody] = ALONE
    order = np.argsort(~asked.may_stay, kind="stable")
    chosen, _price = cheapest(asked.first, asked.who, cost, asked.loads, asked.caps, order)
    at = asked.first[:-1] + chosen
    has = np.bincount(asked.who[at], minlength=nobody + 1)
    return asked.who[at], int(cost[at].sum() + sum(int(asked.loads[a, :k].sum()) for a, k in enumerate(has)))


def _meters(asked: _Asked, spots: Any, places: Any) -> Any:
    return meters(spots[asked.whose], np.vstack([places, [[np.nan, np.nan]]])[asked.who])


def _answer(
    shops: Sequence[Shop], people: Sequence[Person], asked: _Asked, spots: Any, places: Any, given: Any, cost: int
) -> Proposal:
    nobody = len(people)
    everywhere = np.vstack([places, [[np.nan, np.nan]]])
    after, before = meters(spots, everywhere[given]), meters(spots, everywhere[asked.current])
    had = np.bincount(asked.current, minlength=nobody + 1)
    has = np.bincount(given, minlength=nobody + 1)
    names = [*(one.id for one in people), ""]
    lines = []
    for at, one in enumerate(shops):
        was = int(asked.current[at])
        reasons: tuple[Reason, ...] = ()
        if names[given[at]] != one.current or given[at] == nobody:
            reasons = _why(one, asked, at, int(given[at]), int(had[was]), before[at] - after[at])
        lines.append(Line(one.id, names[given[at]], one.current, _whole(after[at]), _whole(before[at]), reasons))
    loads = tuple(Load(name, int(had[at]), int(has[at])) for at, name in enumerate(names[:-1]))
    return Proposal(tuple(lines), loads, _mean(before), _mean(after), cost)


def _why(shop: Shop, asked: _Asked, at: int, to: int, had: int, saved: float) -> tuple[Reason, ...]:
    """Why this one changes, the weightiest reason first."""
    was, nobody = int(asked.current[at]), len(asked.caps) - 1
    found = []
    if to == nobody:
        alone = asked.first[at + 1] - asked.first[at] == 1
        found.append(Reason(Why.NO_ONE if alone else Why.NO_ROOM))
    if not shop.current:
        found += [] if found else [Reason(Why.NOBODY)]
    elif not asked.may_stay[at]:
        found.append(Reason(Why.LEFT))
    elif had > asked.caps[was]:
        found.append(Reason(Why.FULL, has=had, fits=int(asked.caps[was])))
    if to != nobody and saved >= 1:
        found.append(Reason(Why.NEARER, meters=round(saved)))
    if asked.may_stay[at] and had <= asked.caps[was] and had > asked.fits[was]:
        found.append(Reason(Why.LOADED, has=had, fits=round(float(asked.fits[was]))))
    return tuple(found) or (Reason(Why.MAKES_ROOM),)


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else round(float(value))


def _mean(values: Any) -> float | None:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else None
