"""Who acts: a person, a visitor without an account, or the system itself.  Never nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """Anything that can be the author of a change: `actor` is the name the trail keeps, e.g. `officer:6f0c…`."""

    @property
    def actor(self) -> str: ...


@dataclass(frozen=True)
class Agent:
    """A part of the system acting on its own (a clock, the sealer, an import)."""

    name: str

    @property
    def actor(self) -> str:
        return f"system:{self.name}"


@dataclass(frozen=True)
class Visitor:
    """A member of the public without an account.  Nothing about the person is kept here."""

    channel: str = "portal"

    @property
    def actor(self) -> str:
        return f"visitor:{self.channel}"


SYSTEM = Agent("yingzhou")
