"""What goes with an officer's work: each room above registers its own, so that liaison need not know it.

    moves_with("cases", label=_("在办事项"), icon="message-report", look=open_cases_of, move=hand_on_cases)

`look(leaver, station, on)` says what there is; `move(to, …)` gives each piece its successor in the caller's transaction, with
its own trail, and returns why a piece could not go, by its id.  Registered in `apps.py`; in the order of registration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.models import Organization


@dataclass(frozen=True)
class Piece:
    """One thing to hand over: `business_id` lets it follow the business; `why_not` says what keeps it where it is."""

    id: UUID
    title: str
    about: str = ""
    business_id: int | None = None
    why_not: str = ""


@dataclass(frozen=True)
class Act:
    """The hand-over a piece moves in."""

    leaver: Officer
    since: date
    by: Viewer
    id: UUID


Look = Callable[[Officer, Organization, date], Sequence[Piece]]
Move = Callable[[Act, Mapping[UUID, Officer]], Mapping[UUID, str]]


@dataclass(frozen=True)
class Mover:
    """What one room registered."""

    name: str
    label: Any
    icon: str
    look: Look
    move: Move


_movers: dict[str, Mover] = {}


def moves_with(name: str, *, label: Any, icon: str, look: Look, move: Move) -> None:
    """Register what moves with a hand-over.  Registering it again replaces it."""
    _movers[name] = Mover(name, label, icon, look, move)


def movers() -> tuple[Mover, ...]:
    """All of them, in the order they were registered."""
    return tuple(_movers.values())


def label_of(name: str) -> str:
    """What a kind of piece is called; its name where no room registers it any more."""
    return str(_movers[name].label) if name in _movers else name
