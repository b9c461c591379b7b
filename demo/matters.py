"""A year of matters on their way round the loop, as the actions of cases would have left them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from demo import words
from demo.bulk import copy, make_uuid, reserve
from demo.businesses import Made
from demo.people import People
from demo.trail import Line, morning
from yingzhou.base.actors import Actor
from yingzhou.base.evidence.models import Evidence
from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases.choices import Kind, Outcome, Paper, Source, Stage
from yingzhou.work.cases.choices import Made as Step
from yingzhou.work.cases.models import Attachment, Case, Move
from yingzhou.work.cases.rules import NUMBER_WORDS, promise_of
from yingzhou.work.registry.models import Business

#: How far a matter that is still open has come, and how often.
OPEN_AT = ((Stage.INTAKE, 2), (Stage.DISPATCHED, 2), (Stage.HANDLING, 5), (Stage.VERIFYING, 2))


@dataclass
class Matter:
    """One matter and what was done with it."""

    public_id: UUID
    kind: Kind
    title: str
    text: str
    done: str
    business: Made
    business_id: int
    received_at: datetime
    stage: Stage
    handler: Officer
    intake: Officer
    head: Officer
    number: str = ""
    closed_on: date | None = None
    moves: list[tuple[Step, Stage, Stage, datetime, Officer | None, str]] = field(default_factory=list)

    @property
    def is_dispatched(self) -> bool:
        return self.stage != Stage.INTAKE


def write(
    made: list[Made], people: People, count: int, *, draw: random.Random, today: date, by: Actor, proofs: list[Evidence]
) -> list[Line]:
    """`count` matters over the last year; the lines of the trail, still to be put in order with the others."""
    ids = dict(Business.objects.filter(is_demo=True).values_list("public_id", "pk"))
    living = [one for one in made if one.status == "active" and one.registered_on < today - timedelta(days=400)]
    matters = [_one(draw.choice(living), ids, people, draw, today) for _ in range(count)]
    matters.sort(key=lambda one: one.received_at)
    _number(matters)
    keys = reserve(Case, len(matters))
    promises = _cases(matters, keys)
    _moves(matters, keys, draw, by)
    attached = _attachments(matters, keys, draw, proofs)
    return [line for one in matters for line in _lines(one, promises[one.public_id], attached.get(one.public_id), by)]


def _one(business: Made, ids: dict[UUID, int], people: People, draw: random.Random, today: date) -> Matter:
    kind, title, text, done = draw.choice(words.MATTERS)
    station = business.place.station.pk
    is_recent = draw.random() < 0.08
    received = today - timedelta(days=draw.randint(1, 14) if is_recent else draw.randint(12, 365))
    stage = draw.choices([stage for stage, _ in OPEN_AT], [share for _, share in OPEN_AT])[0]
    stage = stage if is_recent or (draw.random() < 0.01) else Stage.CLOSED
    staff = people.officers[station] if kind == Kind.SIGNAL else [*people.officers[station], *people.liaisons[station]]
    one = Matter(
        public_id=make_uuid(draw),
        kind=Kind(kind),
        title=title,
        text=text,
        done=done,
        business=business,
        business_id=ids[business.public_id],
        received_at=morning(received, draw.randint(0, 480)),
        stage=stage,
        handler=draw.choice(staff),
        intake=people.intake[0],
        head=people.head_of(station),
    )
    _walk(one, draw, today)
    return one


def _walk(one: Matter, draw: random.Random, today: date) -> None:
    """The moves up to where it stands; none of them after now."""
    steps: list[tuple[Step, Stage, Stage, Officer | None, str]] = [
        (Step.OPEN, Stage.INTAKE, Stage.INTAKE, one.intake, ""),
        (Step.DISPATCH, Stage.INTAKE, Stage.DISPATCHED, one.intake, ""),
        (Step.START, Stage.DISPATCHED, Stage.HANDLING, one.handler, ""),
        (Step.HAND_IN, Stage.HANDLING, Stage.VERIFYING, one.handler, one.done),
        (Step.CLOSE, Stage.VERIFYING, Stage.CLOSED, one.head, ""),
    ]
    reached = [Stage.INTAKE, Stage.DISPATCHED, Stage.HANDLING, Stage.VERIFYING, Stage.CLOSED].index(one.stage)
    at, last = one.received_at, morning(today - timedelta(days=1), 480)
    for step, before, after, officer, said in steps[: reached + 1]:
        if step != Step.OPEN:
            at = min(at + timedelta(hours=draw.randint(1, 60)), max(last, at + timedelta(seconds=40)))
        one.moves.append((step, before, after, at, officer, said))
    if one.stage == Stage.CLOSED:
        one.closed_on = (at + timedelta(hours=8)).date()


def _number(matters: list[Matter]) -> None:
    """Numbers without gaps, kind by kind and year by year; the counters stand where the last one was given."""
    counts: Counter[tuple[str, int]] = Counter()
    for one in matters:
        year = (one.received_at + timedelta(hours=8)).year
        counts[f"cases.{one.kind}", year] += 1
        one.number = f"{NUMBER_WORDS[one.kind]}〔{year}〕{counts[f'cases.{one.kind}', year]}号"
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO numbering_series (name, year, last) VALUES (%s, %s, %s)",
            [(name, year, last) for (name, year), last in counts.items()],
        )


def _cases(matters: list[Matter], keys: list[int]) -> dict[UUID, Any]:
    columns = [
        "id",
        "public_id",
        "number",
        "kind",
        "stage",
        "title",
        "text",
        "wish",
        "source",
        "business_id",
        "community_id",
        "place",
        "station_id",
        "handler_id",
        "opened_by_id",
        "received_at",
        "first_due_on",
        "due_on",
        "due_figure",
        "is_due_provisional",
        "result",
        "outcome",
        "closed_on",
        "is_demo",
    ]
    promises = {}
    rows = []
    for key, one in zip(keys, matters, strict=True):
        promise = promise_of(one.kind, received_on=(one.received_at + timedelta(hours=8)).date())
        promises[one.public_id] = promise
        place = one.business.place
        done = one.stage in (Stage.VERIFYING, Stage.CLOSED)
        at_work = one.handler.pk if one.is_dispatched else None
        rows.append(
            (
                *(key, one.public_id, one.number, one.kind, one.stage, one.title, one.text, "", Source.DESK, one.business_id),
                *(place.community.pk, "", place.station.pk if one.is_dispatched else None, at_work, one.intake.pk),
                *(one.received_at, promise.first_due_on, promise.due_on, promise.figure, promise.is_provisional),
                *(one.done if done else "", Outcome.DONE if one.closed_on else "", one.closed_on, True),
            )
        )
    copy(Case, columns, rows)
    return promises


def _moves(matters: list[Matter], keys: list[int], draw: random.Random, by: Actor) -> None:
    columns = [
        "public_id",
        "case_id",
        "name",
        "before",
        "after",
        "at",
        "actor",
        "officer_id",
        "words",
        "station_id",
        "handler_id",
        "is_override",
    ]
    copy(Move, columns, (row for key, one in zip(keys, matters, strict=True) for row in _move_rows(key, one, draw, by)))


def _move_rows(key: int, one: Matter, draw: random.Random, by: Actor) -> Iterator[tuple[Any, ...]]:
    station = one.business.place.station.pk
    for step, before, after, at, officer, said in one.moves:
        given = (station, one.handler.pk) if step == Step.DISPATCH else (None, None)
        actor = officer.actor if officer else by.actor
        yield (make_uuid(draw), key, step, before, after, at, actor, officer.pk if officer else None, said, *given, False)


def _attachments(
    matters: list[Matter], keys: list[int], draw: random.Random, proofs: list[Evidence]
) -> dict[UUID, tuple[Evidence, datetime, Officer]]:
    """A picture for everything that was handed in, added by the handler just before."""
    told: dict[UUID, tuple[Evidence, datetime, Officer]] = {}
    rows = []
    for key, one in zip(keys, matters, strict=True):
        handed_in = [at for step, _, _, at, _, _ in one.moves if step == Step.HAND_IN]
        if handed_in and proofs:
            proof, at = draw.choice(proofs), handed_in[0] - timedelta(seconds=20)
            told[one.public_id] = (proof, at, one.handler)
            rows.append((make_uuid(draw), key, proof.pk, Paper.PROOF, one.handler.pk, at))
    copy(Attachment, ["public_id", "case_id", "evidence_id", "paper", "added_by_id", "added_at"], rows)
    return told


def _lines(one: Matter, promise: Any, attached: tuple[Evidence, datetime, Officer] | None, by: Actor) -> Iterator[Line]:
    kind = Case._meta.label_lower
    place = one.business.place
    facts: dict[Step, dict[str, Any]] = {
        Step.OPEN: {"kind": one.kind, "source": Source.DESK, "due_on": promise.due_on, "figure": promise.figure},
        Step.DISPATCH: {"station": place.station.public_id, "handler": one.handler.public_id},
        Step.CLOSE: {"outcome": Outcome.DONE, "override": False},
    }
    for step, _, after, at, officer, _ in one.moves:
        stage = {} if step == Step.OPEN else {"stage": after}
        yield (at, f"case.{step}", officer.actor if officer else by.actor, kind, one.public_id, {**stage, **facts.get(step, {})})
    if attached:
        proof, at, officer = attached
        yield (at, "case.attach", officer.actor, kind, one.public_id, {"evidence": proof.public_id, "paper": Paper.PROOF})
