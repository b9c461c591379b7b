"""A year of matters on their way round the loop, as the actions of cases would have left them."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection

from demo import telling, words
from demo.bulk import copy, make_uuid, reserve
from demo.businesses import Made
from demo.courses import Matter, Taken, escalate, promised, received_for, walk
from demo.net import Net
from demo.people import People
from demo.plans import Plan, plans
from demo.trail import Line, morning
from yingzhou.base.actors import Actor
from yingzhou.base.evidence.models import Evidence
from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases.actions import CLOCK
from yingzhou.work.cases.choices import Kind, Paper, Source
from yingzhou.work.cases.choices import Made as Step
from yingzhou.work.cases.models import Attachment, Case, Extension, Move, OutcomeAnswer
from yingzhou.work.cases.rules import NUMBER_WORDS
from yingzhou.work.registry.models import Business

#: How the closed ones went, and how often.
CLOSED = (("closed", 85), ("closed_redone", 7), ("closed_again", 8))


def write(
    net: Net,
    made: list[Made],
    people: People,
    count: int,
    *,
    draw: random.Random,
    today: date,
    by: Actor,
    proofs: list[Evidence],
) -> list[Line]:
    """`count` matters over the last year; the lines of the trail, still to be put in order with the others."""
    ids = dict(Business.objects.filter(is_demo=True).values_list("public_id", "pk"))
    living = [one for one in made if one.status == "active" and one.registered_on < today - timedelta(days=400)]
    at_station: dict[int, list[Made]] = defaultdict(list)
    for one in living:
        at_station[one.place.station.pk].append(one)
    matters = []
    for plan in plans(net, people, draw=draw)[: count * 2 // 3]:
        shop = draw.choice(at_station[plan.station.pk] or living)
        matters.append(_open(shop, ids[shop.public_id], plan, people, draw, today))
    while len(matters) < count:
        shop = draw.choice(living)
        matters.append(_closed(shop, ids[shop.public_id], people, draw, today))
    matters.sort(key=lambda one: one.received_at)
    _number(matters)
    keys = reserve(Case, len(matters))
    _cases(matters, keys)
    _moves(matters, keys, draw, by)
    attached = _attachments(matters, keys, draw, proofs)
    _answers(matters, keys, draw)
    telling.write(matters, people, draw=draw, today=today)
    return [line for one, key in zip(matters, keys, strict=True) for line in _lines(one, attached.get(key, ()), by)]


def _open(shop: Made, key: int, plan: Plan, people: People, draw: random.Random, today: date) -> Matter:
    is_late = plan.in_days < timedelta(days=-10)
    kinds = (Kind.HAZARD,) if is_late else (Kind.DEMAND, Kind.HAZARD, Kind.DISPUTE)
    about = _about(shop, kinds, draw)
    kind = Kind(about[0])
    received = received_for(kind, plan.course, today + plan.in_days, today=today)
    if plan.course == "reopened":
        received = min(received, today - timedelta(days=14)) - timedelta(days=draw.randint(0, 6))
    one = _matter(shop, key, about, received, people, draw, plan.handler)
    last = today - timedelta(days=1)
    walk(one, plan.course, draw, last=min(last, received + timedelta(days=10)) if is_late else last)
    escalate(one, today=today)
    return one


def _closed(shop: Made, key: int, people: People, draw: random.Random, today: date) -> Matter:
    about = _about(shop, tuple(Kind), draw)
    course = draw.choices([name for name, _ in CLOSED], [share for _, share in CLOSED])[0]
    received = today - timedelta(days=draw.randint(10, 365))
    one = _matter(shop, key, about, received, people, draw, None)
    span = draw.randint(12, 28) if course == "closed_again" else draw.choices((3, 6, 9, 14, 22), (25, 35, 25, 10, 5))[0]
    walk(one, course, draw, last=min(received + timedelta(days=span), today - timedelta(days=2)))
    return one


def _about(shop: Made, kinds: Sequence[Kind], draw: random.Random) -> words.About:
    """Something a shop of this trade can have."""
    return draw.choice(
        [each for each in words.MATTERS if each[0] in kinds and shop.industry.startswith(words.FITS.get(each[1], ("",)))]
    )


def _matter(
    shop: Made,
    key: int,
    about: words.About,
    received: date,
    people: People,
    draw: random.Random,
    handler: Officer | None,
) -> Matter:
    kind, title, text, done = about
    station = shop.place.station.pk
    officers, liaisons = people.officers[station], people.liaisons[station]
    staff = officers if kind == Kind.SIGNAL else [*officers, *liaisons]
    first = handler or draw.choice(staff)
    others: Sequence[Officer] = [each for each in staff if each != first] or staff
    return Matter(
        public_id=make_uuid(draw),
        kind=Kind(kind),
        title=title,
        text=text,
        done=done,
        business=shop,
        business_id=key,
        received_at=morning(received, draw.randint(0, 60)),
        intake=people.intake[0],
        head=people.head_of(station),
        first=first,
        second=draw.choice(others),
        promise=promised(Kind(kind), received),
    )


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


def _cases(matters: list[Matter], keys: list[int]) -> None:
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
    copy(Case, columns, (_row(key, one) for key, one in zip(keys, matters, strict=True)))


def _row(key: int, one: Matter) -> tuple[Any, ...]:
    place, promise = one.business.place, one.promise
    station = place.station.pk if one.has_station else None
    return (
        *(key, one.public_id, one.number, one.kind, one.stage, one.title, one.text, "", Source.DESK, one.business_id),
        *(place.community.pk, "", station, one.handler.pk if one.handler else None, one.intake.pk),
        *(one.received_at, promise.first_due_on, promise.due_on, promise.figure, promise.is_provisional),
        *(one.result, one.outcome, one.closed_on, True),
    )


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
        "due_on",
        "is_override",
    ]
    copy(Move, columns, (row for key, one in zip(keys, matters, strict=True) for row in _move_rows(key, one, draw)))
    asked = ["public_id", "case_id", "asked_by_id", "asked_at", "reason", "from_day", "to_day", "answer"]
    copy(Extension, asked, (row for key, one in zip(keys, matters, strict=True) for row in _extension_rows(key, one, draw)))


def _move_rows(key: int, one: Matter, draw: random.Random) -> Iterator[tuple[Any, ...]]:
    station = one.business.place.station.pk
    for each in one.moves:
        where = station if each.name in (Step.DISPATCH, Step.SEND_BACK) else None
        who = each.officer.pk if each.officer else None
        handler = each.handler.pk if each.handler else None
        yield (
            *(make_uuid(draw), key, each.name, each.before, each.after, each.at, _actor(each), who, each.words),
            *(where, handler, each.due_on, False),
        )


def _actor(each: Taken) -> str:
    return each.officer.actor if each.officer else CLOCK.actor


def _extension_rows(key: int, one: Matter, draw: random.Random) -> Iterator[tuple[Any, ...]]:
    for each in one.moves:
        if each.name == Step.ASK_EXTENSION and each.officer:
            days = (one.promise.due_on, one.asked_until)
            yield (make_uuid(draw), key, each.officer.pk, each.at, each.words, *days, "")


def _attachments(
    matters: list[Matter], keys: list[int], draw: random.Random, proofs: list[Evidence]
) -> dict[int, list[Evidence]]:
    """A picture for everything that was handed in, never the same one twice; by case, in the order of the rounds."""
    told: dict[int, list[Evidence]] = {}
    rows = []
    for key, one in zip(keys, matters, strict=True):
        if proofs and one.proofs:
            told[key] = draw.sample(proofs, len(one.proofs))
            for (at, officer), proof in zip(one.proofs, told[key], strict=True):
                rows.append((make_uuid(draw), key, proof.pk, Paper.PROOF, officer.pk, at))
    copy(Attachment, ["public_id", "case_id", "evidence_id", "paper", "added_by_id", "added_at"], rows)
    return told


def _answers(matters: list[Matter], keys: list[int], draw: random.Random) -> None:
    """What was said to 真的解决了吗; what was not solved is open again."""
    rows = (
        (make_uuid(draw), key, said.round, said.answer, said.left_open, said.at)
        for key, one in zip(keys, matters, strict=True)
        for said in one.answers
    )
    copy(OutcomeAnswer, ["public_id", "case_id", "round", "answer", "left_open", "at"], rows)


def _lines(one: Matter, attached: Sequence[Evidence], by: Actor) -> Iterator[Line]:
    kind = Case._meta.label_lower
    for each in one.moves:
        stage = {} if each.name == Step.OPEN else {"stage": each.after}
        yield (each.at, f"case.{each.name}", _actor(each), kind, one.public_id, {**stage, **_facts(one, each)})
    for (at, officer), proof in zip(one.proofs, attached, strict=False):
        yield (at, "case.attach", officer.actor, kind, one.public_id, {"evidence": proof.public_id, "paper": Paper.PROOF})
    for said in one.answers:
        yield (said.at, "case.answer", one.intake.actor, kind, one.public_id, {"answer": said.answer, "round": said.round})


def _facts(one: Matter, each: Taken) -> dict[str, Any]:
    """What the line of a move says beside the stage."""
    day = (each.at + timedelta(hours=8)).date()
    station = one.business.place.station.public_id
    handler = each.handler.public_id if each.handler else None
    if each.name in (Step.OPEN, Step.REOPEN):
        promise = promised(one.kind, day)
        opened = {"kind": one.kind, "source": Source.DESK, "figure": promise.figure} if each.name == Step.OPEN else {}
        return {**opened, "due_on": promise.due_on}
    told: dict[Step, dict[str, Any]] = {
        Step.DISPATCH: {"station": station, "handler": handler},
        Step.ASSIGN: {"handler": handler},
        Step.SEND_BACK: {"station": station},
        Step.ASK_EXTENSION: {"to_day": each.due_on},
        Step.CLOSE: {"outcome": one.outcome or "done", "override": False},
    }
    return told.get(each.name, {})
