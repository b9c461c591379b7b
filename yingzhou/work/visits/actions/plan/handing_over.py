"""Planned visits that go with their officer's hand-over: each to a colleague on its day, where the plan has room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from yingzhou.base.clock import today
from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.accounts.models import Officer
from yingzhou.work.liaison.queries.moving import Act, Piece
from yingzhou.work.network.models import Organization
from yingzhou.work.visits.actions.plan.moving import move
from yingzhou.work.visits.models import PlannedVisit


def visits_to_hand_over(leaver: Officer, station: Organization, on: date) -> Sequence[Piece]:
    """Visits planned for the leaver at a station on the day and after."""
    found = PlannedVisit.objects.filter(officer=leaver, plan__station=station, day__gte=max(on, today()))
    return [
        Piece(one.public_id, one.business.name, f"{one.day:%m-%d}", one.business_id)
        for one in found.select_related("business").order_by("day", "position")
    ]


def hand_on_visits(act: Act, to: Mapping[UUID, Officer]) -> Mapping[UUID, str]:
    """One after another into the colleague's day; a visit that does not fit there stays and says why."""
    refused = {}
    for one in PlannedVisit.objects.filter(public_id__in=to).select_related("plan").order_by("day", "position"):
        try:
            with transaction.atomic():
                move(plan=one.plan, business_id=one.business_id, officer=to[one.public_id], day=one.day, position=None, by=act.by)
        except Refusal as refusal:
            refused[one.public_id] = refusal.reason_text or str(_("那天排不进去"))
    return refused
