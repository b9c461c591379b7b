"""Calling a round, doing last year's again, ending one early."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from yingzhou.base.clock import now, today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.models import Organization
from yingzhou.work.visits.models import PlanRound
from yingzhou.work.visits.rules import rounds as rules
from yingzhou.work.visits.rules.plans import may_make


@dataclass(frozen=True)
class Called:
    """What a round is about: trades as GB/T 4754 prefixes; no villages means all, no officers anybody."""

    name: str
    trades: Sequence[str]
    since: date
    until: date
    communities: Sequence[UUID] = ()
    officers: Sequence[UUID] = ()


@transaction.atomic
def call_round(*, station: Organization, called: Called, by: Viewer, cloned_from: PlanRound | None = None) -> PlanRound:
    """From its first day on the weeks' plans see to it."""
    if not may_make(by, station.pk):
        raise NotFound
    rules.check_days(called.since, called.until, on=today())
    rules.check_trades(called.trades)
    villages = Organization.objects.filter(public_id__in=called.communities, placements__parent=station).distinct()
    people = Officer.objects.filter(public_id__in=called.officers, postings__organization=station).distinct()
    try:
        with transaction.atomic():
            made = PlanRound.objects.create(
                station=station,
                name=called.name,
                trades=list(called.trades),
                since=called.since,
                until=called.until,
                cloned_from=cloned_from,
                made_by_id=by.officer_id,
                made_at=now(),
                is_demo=station.is_demo,
            )
    except IntegrityError as clash:
        raise rules.RoundExists(name=called.name) from clash
    made.communities.set(villages)
    made.officers.set(people)
    again = cloned_from.public_id if cloned_from else None
    record("round.call", made, by=by, since=called.since, until=called.until, trades=list(called.trades), again=again)
    return made


@transaction.atomic
def stop_round(*, one: PlanRound, by: Viewer) -> PlanRound:
    """No plan made from now on heeds it; what was seen stays seen."""
    if not may_make(by, one.station_id):
        raise NotFound
    one = PlanRound.objects.select_for_update().get(pk=one.pk)
    if one.stopped_at is None:
        one.stopped_at = now()
        one.save(update_fields=["stopped_at"])
        record("round.stop", one, by=by)
    return one
