"""Matters that come in by the thousand, from a file that may be taken back as a whole.

A move is only ever added, so none is written for what may yet be taken back: such a matter begins with what the file says,
and its first move is the first thing a person does with it.  The caller's batch and its lines stand in the trail.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import day_of, now
from yingzhou.base.numbering.counting import next_numbers
from yingzhou.base.trail.writing import record
from yingzhou.work.cases import rules
from yingzhou.work.cases.choices import Kind, Source
from yingzhou.work.cases.models import Case

#: What an import may change of a matter, and an undo put back.
FOLLOWED = ("stage", "outcome", "closed_on", "due_on", "due_figure", "is_due_provisional", "business_id", "community_id")

_FORGET = """
DELETE FROM cases_case c WHERE c.id = ANY (%s) AND c.source = %s AND c.source_id = %s
AND NOT EXISTS (SELECT 1 FROM cases_move m WHERE m.case_id = c.id)
"""


@transaction.atomic
def enter_cases(*, cases: Sequence[Case], kind: Kind, batch: UUID, by: Actor) -> None:
    """Number and write new matters of one kind, in the order given."""
    year = day_of(now()).year
    for case, number in zip(cases, next_numbers(f"cases.{kind}", year=year, count=len(cases)), strict=True):
        case.kind, case.source, case.source_id = kind, Source.IMPORT, batch
        case.number = f"{rules.NUMBER_WORDS[kind]}〔{year}〕{number}号"  # data
    Case.objects.bulk_create(cases, batch_size=1_000)
    record("case.enter", None, by=by, kind=kind, batch=batch, count=len(cases))


@transaction.atomic
def follow_cases(*, cases: Sequence[Case], batch: UUID, by: Actor) -> None:
    """Write what the file now says of matters we have."""
    Case.objects.bulk_update(cases, [name.removesuffix("_id") for name in FOLLOWED], batch_size=500)
    record("case.follow", None, by=by, batch=batch, count=len(cases))


@transaction.atomic
def forget_entered(*, ids: Sequence[int], batch: UUID, by: Actor) -> int:
    """Take away matters a file brought and nobody has touched, once what hung on them is gone."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [list(ids), str(Source.IMPORT), batch])
        gone = cursor.rowcount
    if gone:
        record("case.forget", None, by=by, batch=batch, count=gone)
    return gone
