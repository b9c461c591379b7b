"""What stations and villages owed each other in the last quarter and owe in this one, most of it done."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from demo import words
from demo.bulk import copy, make_uuid, reserve
from demo.net import Net
from demo.people import People
from demo.trail import Line, morning
from yingzhou.base.actors import Actor
from yingzhou.base.evidence.models import Evidence
from yingzhou.work.accounts.models import Officer
from yingzhou.work.network.actions.obligations import wanted
from yingzhou.work.network.choices import ObligationKind, Proof, Recurrence
from yingzhou.work.network.models import Obligation, ObligationEvidence, ObligationType
from yingzhou.work.network.queries import in_force
from yingzhou.work.network.rules.recurrence import Period, month_after, period_of

#: How far ahead a person's list of the day looks.
IN_SIGHT = timedelta(days=21)
#: Nothing is overdue for longer than this.
LATELY = timedelta(days=60)
#: Left undone on purpose, at most, by each station: what is overdue, what comes soon, what waits for its signature.
OVERDUE, SOON, UNSIGNED = 1, 1, 1


@dataclass
class Left:
    """How much each side has been left with."""

    overdue: Counter[int] = field(default_factory=Counter)
    soon: Counter[int] = field(default_factory=Counter)
    unsigned: Counter[int] = field(default_factory=Counter)
    #: The village of the demo log-in, which is to find something waiting.
    shown: int = 0


def write(net: Net, people: People, *, draw: random.Random, today: date, by: Actor, proofs: list[Evidence]) -> list[Line]:
    """Every obligation of both quarters; the lines of the trail, still to be put in order with the others."""
    types = list(ObligationType.objects.filter(in_force(today)).order_by("pk"))
    rows: list[Obligation] = []
    lines: list[Line] = []
    left, staff = Left(shown=net.places[0].community.pk), _staff(net, people)
    for agreed in types:
        for period in _periods(agreed, today):
            found = [row for row in wanted(agreed, period, today) if row.debtor_id in staff or row.due_on >= today - LATELY]
            rows += found
            facts = {"period": period.since, "count": len(found)}
            at = morning(period.since, -530)
            lines.append((at, "obligation.raise", by.actor, ObligationType._meta.label_lower, agreed.public_id, facts))
    draw.shuffle(rows)
    for row in rows:
        row.public_id = make_uuid(draw)
        _settle(row, left, staff, draw, today)
    _report(rows)
    rows.sort(key=lambda row: (row.period_since, row.type_id, row.debtor_id, row.creditor_id))
    shown = _save(rows, draw, proofs)
    return lines + [line for row in rows for line in _lines(row, staff, shown, draw)]


def _periods(agreed: ObligationType, today: date) -> list[Period]:
    """The period that runs and those of the quarter before, the earliest first."""
    begins = month_after(today, -((today.month - 1) % 3) - 3)
    days = [today, *(month_after(begins, month) for month in range(6) if month_after(begins, month) <= today)]
    found = {
        period_of(Recurrence(agreed.recurrence), day, due_day=agreed.due_day, due_months_after=agreed.due_months_after)
        for day in days
        if day >= agreed.since
    }
    return sorted(found, key=lambda period: period.since)


def _staff(net: Net, people: People) -> dict[int, list[Officer]]:
    """Who acts for an organization; nobody for a village without a worker."""
    found = {pk: [officer] for pk, officer in people.villages.items()}
    for station in net.stations:
        head = people.heads.get(station.pk)
        found[station.pk] = [*([head] if head else []), *people.officers[station.pk]]
    return found


def _settle(row: Obligation, left: Left, staff: dict[int, list[Officer]], draw: random.Random, today: date) -> None:
    """Done and signed for, unless somebody is to be left with it."""
    begins = row.period_until if row.type.due_months_after else row.period_since
    yesterday = today - timedelta(days=1)
    if row.debtor_id not in staff or begins > yesterday or _is_left(row, left, draw, today):
        return
    last = min(row.due_on, yesterday)
    row.fulfilled_on = begins + timedelta(days=draw.randint((last - begins).days * 2 // 3, (last - begins).days))
    row.note = draw.choice(words.DONE[row.type.kind])
    if row.type.proof == Proof.HEADCOUNT:
        row.headcount = draw.randint(2, 9)
    if row.creditor_id not in staff:
        return
    is_fresh = row.fulfilled_on > today - IN_SIGHT
    likely = 1.0 if row.creditor_id == left.shown else 0.3
    if is_fresh and left.unsigned[row.creditor_id] < UNSIGNED and draw.random() < likely:
        left.unsigned[row.creditor_id] += 1
    else:
        row.acknowledged_on = min(row.fulfilled_on + timedelta(days=draw.randint(0, 4)), yesterday)


def _is_left(row: Obligation, left: Left, draw: random.Random, today: date) -> bool:
    is_village = row.type.debtor_kind == "community"
    if row.due_on < today - LATELY:
        return False
    if row.due_on < today:
        if left.overdue[row.debtor_id] < OVERDUE and draw.random() < (0.01 if is_village else 0.05):
            left.overdue[row.debtor_id] += 1
            return True
        return False
    if row.debtor_id == left.shown and row.due_on <= today + IN_SIGHT:
        return True
    if is_village or row.due_on > today + IN_SIGHT:
        return draw.random() < 0.5
    if left.soon[row.debtor_id] < SOON and draw.random() < 0.25:
        left.soon[row.debtor_id] += 1
        return True
    return False


def _report(rows: list[Obligation]) -> None:
    """What a report counted when it was handed in: the words and sums of the network's own contributor."""
    done: dict[frozenset[int], list[Obligation]] = defaultdict(list)
    for row in rows:
        if row.fulfilled_on is not None:
            done[frozenset((row.debtor_id, row.creditor_id))].append(row)
    for row in rows:
        if row.fulfilled_on is None or row.type.proof != Proof.REPORT:
            continue
        between = done[frozenset((row.debtor_id, row.creditor_id))]
        counts = Counter(
            each.type.kind for each in between if each.fulfilled_on and row.period_since <= each.fulfilled_on < row.period_until
        )
        kinds = [kind for kind in ObligationKind if kind != ObligationKind.DUAL_REPORT]
        row.report = [{"label": str(kind.label), "count": counts[kind]} for kind in kinds]


def _save(rows: list[Obligation], draw: random.Random, proofs: list[Evidence]) -> dict[int, Evidence]:
    """The rows and their files: obligation key → the file that shows it."""
    columns = [column.attname for column in Obligation._meta.concrete_fields]
    for key, row in zip(reserve(Obligation, len(rows)), rows, strict=True):
        row.pk = key
    copy(Obligation, columns, ([getattr(row, name) for name in columns] for row in rows))
    shown = {
        row.pk: draw.choice(proofs) for row in rows if proofs and row.fulfilled_on is not None and row.type.proof == Proof.FILE
    }
    copy(ObligationEvidence, ["obligation_id", "evidence_id"], ((key, proof.pk) for key, proof in shown.items()))
    return shown


def _lines(row: Obligation, staff: dict[int, list[Officer]], shown: dict[int, Evidence], draw: random.Random) -> Iterator[Line]:
    kind = Obligation._meta.label_lower
    if row.fulfilled_on is not None:
        exhibits = [shown[row.pk].public_id] if row.pk in shown else []
        actor = draw.choice(staff[row.debtor_id]).actor
        at = morning(row.fulfilled_on, draw.randint(0, 240))
        yield (at, "obligation.fulfill", actor, kind, row.public_id, {"exhibits": exhibits})
    if row.acknowledged_on is not None:
        at = morning(row.acknowledged_on, draw.randint(241, 480))
        yield (at, "obligation.acknowledge", draw.choice(staff[row.creditor_id]).actor, kind, row.public_id, {})
