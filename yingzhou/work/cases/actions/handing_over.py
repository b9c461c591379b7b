"""Matters that go with their handler's hand-over: what is open, and giving it to somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases.actions.dispatching import pass_on
from yingzhou.work.cases.choices import Kind, Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.liaison.queries.moving import Act, Piece
from yingzhou.work.network.models import Organization

GOING = (Stage.DISPATCHED, Stage.HANDLING)


def matters_to_hand_over(leaver: Officer, station: Organization, on: date) -> Sequence[Piece]:
    """Open matters the leaver handles at a station; those that cannot change hands now say why."""
    found = Case.objects.filter(handler=leaver, station=station).exclude(stage=Stage.CLOSED).select_related("business")
    return [
        Piece(
            one.public_id,
            one.number if one.is_confidential else f"{one.number} {one.title}",
            "" if one.is_confidential or one.business is None else one.business.name,
            None if one.is_confidential else one.business_id,
            _why_not(one),
        )
        for one in found.order_by("due_on", "pk")
    ]


def hand_on_matters(act: Act, to: Mapping[UUID, Officer]) -> Mapping[UUID, str]:
    """The head names the new handlers, matter by matter; one that is refused stays and says why."""
    refused = {}
    for case in Case.objects.filter(public_id__in=to).order_by("pk"):
        try:
            with transaction.atomic():
                pass_on(case=case, handler=to[case.public_id].public_id, by=act.by)
        except Refusal as refusal:
            refused[case.public_id] = refusal.reason_text
    return refused


def _why_not(case: Case) -> str:
    if case.kind == Kind.COMPLAINT:
        return str(_("投诉谁办下一步就归谁，请站长指定"))
    if case.stage not in GOING:
        return str(_("已交核查，退回重办时再定承办人"))
    return ""
