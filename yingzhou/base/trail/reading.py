"""Reading the trail: all of it for those who may audit, and the lines of one thing for whoever may see that thing.

reading.register("cases.case", queries.may_see_case)             # in the room's apps.py
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yingzhou.base.clock import SHANGHAI
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.canonical import line_of
from yingzhou.base.trail.models import Event, Leaf
from yingzhou.base.trail.proving import Proof, proof_of

PAGE = 50
MOST = 1_000

MaySee = Callable[[Any, UUID], bool]
_owners: dict[str, MaySee] = {}


@dataclass(frozen=True)
class Asked:
    """What is looked for; empty means anything.  `verb` may be a beginning (`case.`)."""

    verb: str = ""
    actor: str = ""
    kind: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Line:
    """A line as it is shown; `batch` is the number of its seal, None while it waits."""

    public_id: UUID
    at: datetime
    verb: str
    actor: str
    kind: str
    subject: UUID | None
    facts: dict[str, Any]
    batch: int | None


@dataclass(frozen=True)
class Lines:
    """A page of lines, newest first; `after` leads to the next page.  `count` stops at MOST + 1."""

    lines: Sequence[Line]
    after: UUID | None
    count: int


@dataclass(frozen=True)
class Shown:
    """One line with its proof."""

    line: Line
    text: str
    proof: Proof | None


def register(kind: str, may_see: MaySee) -> None:
    """Declare who may see the lines of a kind of subject (`app.model`, lower case): whoever may see the row."""
    _owners[kind] = may_see


def unregister(kind: str) -> None:
    """Forget it again (a test puts back what it changed)."""
    _owners.pop(kind, None)


def may_see(viewer: Any, kind: str, subject: UUID | None) -> bool:
    """Whether the viewer sees the lines about a thing.  A kind nobody declared is seen by nobody."""
    owner = _owners.get(kind)
    return owner is not None and subject is not None and owner(viewer, subject)


def all_lines(asked: Asked, *, after: UUID | None = None) -> Lines:
    """The whole trail, newest first, for those who may audit (the page decides who)."""
    return _page(_matching(asked), after)


def lines_about(viewer: Any, kind: str, subject: UUID, *, after: UUID | None = None) -> Lines:
    """The lines of one thing; NotFound unless the viewer may see the thing."""
    if not may_see(viewer, kind, subject):
        raise NotFound()
    return _page(Event.objects.filter(subject_kind=kind, subject_id=subject), after)


def line_for(viewer: Any, public_id: UUID, *, audits: bool) -> Shown:
    """One line and its proof; NotFound unless the viewer audits, or may see what the line is about."""
    event = Event.objects.filter(public_id=public_id).first()
    if event is None or not (audits or may_see(viewer, event.subject_kind, event.subject_id)):
        raise NotFound()
    proof = proof_of(event)
    return Shown(line=_line(event, proof.seal.number if proof else None), text=line_of(event).decode(), proof=proof)


def _matching(asked: Asked) -> QuerySet[Event]:
    found = Event.objects.all()
    if asked.verb:
        found = found.filter(verb__startswith=asked.verb) if asked.verb.endswith(".") else found.filter(verb=asked.verb)
    if asked.actor:
        found = found.filter(actor=asked.actor)
    if asked.kind:
        found = found.filter(subject_kind=asked.kind)
    if asked.day:
        begin, end = (datetime.combine(asked.day, moment, SHANGHAI) for moment in (time.min, time.max))
        found = found.filter(at__gte=begin, at__lte=end)
    return found


def _page(found: QuerySet[Event], after: UUID | None) -> Lines:
    count = found[: MOST + 1].count()
    if after is not None:
        found = found.filter(pk__lt=Event.objects.filter(public_id=after).values("pk"))
    events = list(found.order_by("-pk")[: PAGE + 1])
    shown = events[:PAGE]
    batches = dict(Leaf.objects.filter(event_id__in=[event.pk for event in shown]).values_list("event_id", "seal_id"))
    return Lines(
        lines=tuple(_line(event, batches.get(event.pk)) for event in shown),
        after=shown[-1].public_id if len(events) > PAGE else None,
        count=count,
    )


def _line(event: Event, batch: int | None) -> Line:
    return Line(
        public_id=event.public_id,
        at=event.at,
        verb=event.verb,
        actor=event.actor,
        kind=event.subject_kind,
        subject=event.subject_id,
        facts=event.facts,
        batch=batch,
    )
