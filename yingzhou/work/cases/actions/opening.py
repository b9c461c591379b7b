"""受理: a matter comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import day_of, now
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.numbering.counting import next_number
from yingzhou.base.secrets import blind
from yingzhou.base.trail import receipts
from yingzhou.base.trail.writing import record
from yingzhou.work.cases import rules
from yingzhou.work.cases.actions.moving import officer_id
from yingzhou.work.cases.choices import Kind, Made, Paper, Reach, Source, Stage
from yingzhou.work.cases.models import Attachment, Case, Move, Raiser, TrackingCode
from yingzhou.work.cases.queries.receipts import receipt_says
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


@dataclass(frozen=True)
class RaisedBy:
    """Who raised it, as far as they said: sealed on writing, never on the trail."""

    name: str = ""
    phone: str = ""
    reach: Reach = Reach.CODE


@transaction.atomic
def open_case(
    *,
    kind: Kind,
    text: str,
    source: Source,
    by: Actor,
    title: str = "",
    wish: str = "",
    business: Business | None = None,
    community: Organization | None = None,
    place: str = "",
    began_on: date | None = None,
    source_id: UUID | None = None,
    raiser: RaisedBy | None = None,
    evidence: Sequence[Evidence] = (),
    code: str = "",
    received_on: date | None = None,
    is_demo: bool = False,
) -> Case:
    """A new case at intake, with our own promise by the figures of today.  `code` is kept only as a keyed hash.

    `received_on` is the day of a statutory receipt, which may lie before the day it is written down.
    """
    if business is None and community is None and not place.strip():
        raise rules.NoSuchPlace()
    at = now()
    promise = rules.promise_of(kind, received_on=received_on or day_of(at))
    case = Case.objects.create(
        number=_number(kind, day_of(at).year),
        kind=kind,
        title=(title.strip() or rules.shortened(text))[:80],
        text=text.strip(),
        wish=wish.strip(),
        source=source,
        source_id=source_id,
        business=business,
        community=community or (business.community if business else None),
        place=place.strip(),
        opened_by_id=officer_id(by),
        began_on=began_on,
        received_at=at,
        first_due_on=promise.first_due_on,
        due_on=promise.due_on,
        due_figure=promise.figure,
        is_due_provisional=promise.is_provisional,
        is_demo=is_demo,
    )
    if raiser is not None and (raiser.name or raiser.phone):
        Raiser.objects.create(case=case, name=raiser.name, phone=raiser.phone, reach=raiser.reach, consented_at=at)
    if code:
        TrackingCode.objects.create(case=case, digest=blind(code, "cases.tracking"))
    for paper in evidence:
        Attachment.objects.create(case=case, evidence=paper, paper=Paper.RAISED, added_by_id=officer_id(by), added_at=at)
    Move.objects.create(
        case=case, name=Made.OPEN, before=Stage.INTAKE, after=Stage.INTAKE, at=at, actor=by.actor, officer_id=officer_id(by)
    )
    line = record("case.open", case, by=by, kind=kind, source=source, due_on=case.due_on, figure=case.due_figure)
    receipts.promise(line, says=receipt_says(case))
    return case


def _number(kind: Kind, year: int) -> str:
    """诉〔2026〕118号."""
    return f"{rules.NUMBER_WORDS[kind]}〔{year}〕{next_number(f'cases.{kind}', year=year)}号"  # data
