"""The draw: every object and every officer has a number by HMAC-SHA-256 from the seed; the smallest numbers are drawn."""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yingzhou.engines.draw.lots import ALGORITHM, DrawFault, Id, Lots


@dataclass(frozen=True)
class Chosen:
    """One object drawn, and who goes there."""

    id: Id
    officers: tuple[Id, ...]


@dataclass(frozen=True)
class Draw:
    """A draw made, with all that is needed to make it again."""

    lots: Lots
    seed: str
    public_word: str
    selected: tuple[Chosen, ...]

    @property
    def commitment(self) -> str:
        return commitment_of(self.seed)

    def record(self) -> dict[str, Any]:
        """The record file: the urn, its hash, the seed, what it was committed to by, and what was drawn."""
        return {
            "algorithm": ALGORITHM,
            **self.lots.plain(),
            "inputs": self.lots.digest,
            "commitment": self.commitment,
            "public_word": self.public_word,
            "seed": self.seed,
            "selected": [{"id": one.id, "officers": list(one.officers)} for one in self.selected],
        }


def commitment_of(seed: str) -> str:
    """SHA-256 of the seed's text: published before the draw, it binds the seed without telling it."""
    if not seed:
        raise DrawFault("seed")
    try:
        return hashlib.sha256(seed.encode()).hexdigest()
    except UnicodeEncodeError:
        raise DrawFault("seed") from None


def draw(lots: Lots, *, seed: str, public_word: str = "") -> Draw:
    """Draw by the seed.  `public_word`: something nobody could know when the seed was committed to, said at the draw."""
    commitment_of(seed)
    key = _number(seed.encode(), f"{ALGORITHM}\n{lots.digest}\n{public_word}")
    barred: defaultdict[str, set[str]] = defaultdict(set)
    for officer, thing in lots.conflicts:
        barred[str(thing)].add(str(officer))
    selected = [
        Chosen(one, tuple(_smallest(key, f"officer\n{one}\n", _free(lots, barred[str(one)]), lots.officers_each)))
        for one in _smallest(key, "object\n", lots.population, lots.select)
    ]
    return Draw(lots=lots, seed=seed, public_word=public_word, selected=tuple(selected))


def _free(lots: Lots, barred: set[str]) -> list[Id]:
    return [one for one in lots.officers if str(one) not in barred]


def _smallest(key: bytes, before: str, ids: Iterable[Id], count: int) -> list[Id]:
    return sorted(ids, key=lambda one: _number(key, f"{before}{one}"))[:count]


def _number(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")
