"""What is asked and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Longitude and latitude in degrees.
Place = tuple[float, float]


@dataclass(frozen=True)
class Person:
    """Somebody who may look after businesses, at most `cap` of them.

    Without `at`, his place is the middle of those he looks after now; a newcomer's is found among those nobody looks after.
    """

    id: str
    cap: int
    at: Place | None = None


@dataclass(frozen=True)
class Shop:
    """A business, who may look after it, and who does now: `current` may be somebody who may no longer, or "" for nobody."""

    id: str
    may: tuple[str, ...]
    current: str = ""
    at: Place | None = None


@dataclass(frozen=True)
class Weights:
    """What things are worth in meters of distance: keeping a familiar face, and one business more at an average load."""

    change: int = 2000
    balance: int = 6000


class Why(StrEnum):
    """Why a business gets somebody else, or nobody."""

    NOBODY = "nobody"
    LEFT = "left"
    FULL = "full"
    NEARER = "nearer"
    LOADED = "loaded"
    MAKES_ROOM = "makes_room"
    NO_ROOM = "no_room"
    NO_ONE = "no_one"


@dataclass(frozen=True)
class Reason:
    """One reason with its figures: meters saved, or how many the one before has and how many fit him (cap or even share)."""

    why: Why
    meters: int = 0
    has: int = 0
    fits: int = 0


@dataclass(frozen=True)
class Line:
    """One business: who from now on, who before, the distances in meters where both places are known, and why it changes."""

    shop: str
    person: str
    was: str
    meters: int | None
    meters_before: int | None
    reasons: tuple[Reason, ...] = ()

    @property
    def is_kept(self) -> bool:
        return self.person == self.was


@dataclass(frozen=True)
class Load:
    """How many one person has: before and after."""

    person: str
    before: int
    after: int


@dataclass(frozen=True)
class Proposal:
    """Every business once, in the order asked; the loads; the mean distances in meters; what it costs in all."""

    lines: tuple[Line, ...]
    loads: tuple[Load, ...]
    mean_before: float | None
    mean_after: float | None
    cost: int
