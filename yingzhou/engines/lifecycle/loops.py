"""What a loop is: stages in order, and moves between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class Party(StrEnum):
    """In which capacity somebody makes a move.  One person may stand in several."""

    RAISER = "raiser"
    INTAKE = "intake"
    HEAD = "head"
    HANDLER = "handler"
    CLOCK = "clock"


class Need(StrEnum):
    """What has to come with a move."""

    REASON = "reason"
    STATION = "station"
    HANDLER = "handler"
    RESULT = "result"
    EVIDENCE = "evidence"
    OVERRIDE = "override"
    DAY = "day"
    TARGET = "target"


class Want(StrEnum):
    """Why a move is not possible."""

    WRONG_STAGE = "wrong_stage"
    WRONG_PARTY = "wrong_party"
    MISSING = "missing"
    SAME_PERSON = "same_person"


@dataclass(frozen=True)
class Shortfall:
    """One thing that stands in the way: `about` is the stage, the need or the person it concerns."""

    want: Want
    about: str = ""


@dataclass(frozen=True)
class MoveRule:
    """One move: from which stages, to which one (None: it stays where it is), by whom, and what has to come with it.

    `needs` must all be given; of `one_of`, one suffices.  With `not_the_handler` the person moving must be another than
    the one who handles: nobody checks, extends or overrides himself.
    """

    name: str
    froms: frozenset[str]
    to: str | None
    who: frozenset[Party]
    needs: frozenset[Need] = frozenset()
    one_of: frozenset[Need] = frozenset()
    not_the_handler: bool = False
    clears_handler: bool = False


@dataclass(frozen=True)
class Standing:
    """Where a matter stands; `handler` is an opaque id, empty while nobody handles it."""

    stage: str
    handler: str = ""


@dataclass(frozen=True)
class Attempt:
    """A move somebody asks for: who (opaque id), in which capacities, and with what."""

    move: str
    by: str
    parties: frozenset[Party]
    given: frozenset[Need] = frozenset()
    handler: str = ""


@dataclass(frozen=True)
class Step:
    """A move that was made."""

    attempt: Attempt
    at: datetime


class UnknownMove(LookupError):
    """The loop has no move of this name."""


class BrokenTrail(ValueError):
    """A sequence of steps the loop would never have allowed: `index` is the first wrong one."""

    def __init__(self, index: int, shortfalls: tuple[Shortfall, ...]) -> None:
        self.index, self.shortfalls = index, shortfalls
        super().__init__(f"step {index}: " + ", ".join(f"{s.want} {s.about}".strip() for s in shortfalls))


@dataclass(frozen=True)
class Loop:
    """Stages in the order they are walked, the moves, the first stage and the last one."""

    stages: tuple[str, ...]
    moves: tuple[MoveRule, ...]
    _by_name: dict[str, MoveRule] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_name.update({move.name: move for move in self.moves})
        if len(self._by_name) != len(self.moves):
            raise ValueError("two moves of one name")
        known = set(self.stages)
        for move in self.moves:
            if not move.froms <= known or (move.to is not None and move.to not in known):
                raise ValueError(f"move {move.name} names a stage the loop does not have")

    @property
    def first(self) -> str:
        return self.stages[0]

    @property
    def last(self) -> str:
        return self.stages[-1]

    def rule(self, name: str) -> MoveRule:
        """The move of that name; UnknownMove if there is none."""
        try:
            return self._by_name[name]
        except KeyError:
            raise UnknownMove(name) from None

    def out_of(self, stage: str) -> tuple[MoveRule, ...]:
        """The moves that may leave or touch a matter in this stage, in the order they were written down."""
        return tuple(move for move in self.moves if stage in move.froms)

    def shortfalls(self, standing: Standing, attempt: Attempt) -> tuple[Shortfall, ...]:
        """Everything that stands in the way of the attempt, all at once; empty when it may be made."""
        rule = self.rule(attempt.move)
        if standing.stage not in rule.froms:
            return (Shortfall(Want.WRONG_STAGE, standing.stage),)
        found: list[Shortfall] = []
        if rule.who.isdisjoint(attempt.parties):
            found.append(Shortfall(Want.WRONG_PARTY, "|".join(sorted(rule.who))))
        if rule.not_the_handler and standing.handler and attempt.by == standing.handler:
            found.append(Shortfall(Want.SAME_PERSON, attempt.by))
        found += [Shortfall(Want.MISSING, need) for need in sorted(rule.needs - attempt.given)]
        if rule.one_of and rule.one_of.isdisjoint(attempt.given):
            found.append(Shortfall(Want.MISSING, "|".join(sorted(rule.one_of))))
        return tuple(found)

    def open_to(self, standing: Standing, by: str, parties: frozenset[Party]) -> tuple[MoveRule, ...]:
        """The moves this person could make now, given what they need: what the page offers as buttons."""
        return tuple(
            rule
            for rule in self.out_of(standing.stage)
            if not self.shortfalls(standing, Attempt(rule.name, by, parties, given=rule.needs | rule.one_of))
        )

    def after(self, standing: Standing, attempt: Attempt) -> Standing:
        """Where the matter stands once an allowed attempt is made."""
        rule = self.rule(attempt.move)
        handler = "" if rule.clears_handler else (attempt.handler or standing.handler)
        return replace(standing, stage=rule.to or standing.stage, handler=handler)

    def replay(self, steps: Iterable[Step] | Sequence[Step]) -> Standing:
        """Walk a trail from the first stage; BrokenTrail at the first step the loop does not allow."""
        standing, last_at = Standing(self.first), None
        for index, step in enumerate(steps):
            wrong = self.shortfalls(standing, step.attempt)
            if wrong or (last_at is not None and step.at < last_at):
                raise BrokenTrail(index, wrong)
            standing, last_at = self.after(standing, step.attempt), step.at
        return standing
