"""Promises kept and broken: for whoever plans visits, and for the life of a business."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.choices import SettlementState
from yingzhou.work.disputes.models import Settlement
from yingzhou.work.disputes.queries.mediation.scope import case_of
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


@dataclass(frozen=True)
class BrokenPromise:
    """A settlement somebody did not keep: which business, since when, behind which matter.  Nothing about the consumer."""

    settlement: UUID
    mediation: UUID
    case: UUID
    business: UUID
    business_name: str
    broken_on: date


@dataclass(frozen=True)
class KeptPromise:
    """A settlement and what became of it, for the timeline of its business."""

    settlement: UUID
    case: UUID
    state: SettlementState
    signed_on: date
    over_on: date | None


def broken_promises(station: Organization) -> list[BrokenPromise]:
    """Settlements of the station's matters that were broken and not made good by another since, the latest first."""
    at = Q(mediation__complaint__case__station=station) | Q(mediation__dispute__case__station=station)
    rows = _with_matter(Settlement.objects.filter(at, state=SettlementState.BROKEN))
    made_good = Settlement.objects.filter(state=SettlementState.PERFORMED).values("mediation")
    found = []
    for row in rows.exclude(mediation__in=made_good).order_by("-over_on", "-pk"):
        case = case_of(row.mediation)
        if case.business is not None and row.over_on is not None:
            business = case.business
            found.append(
                BrokenPromise(
                    row.public_id, row.mediation.public_id, case.public_id, business.public_id, business.name, row.over_on
                )
            )
    return found


def kept_promises(business: Business, *, cases: QuerySet[Case], limit: int) -> list[KeptPromise]:
    """What was agreed with a business in matters the viewer may know of (`cases`), the latest first."""
    about = Q(mediation__complaint__case__in=cases) | Q(mediation__dispute__case__in=cases)
    of = Q(mediation__complaint__case__business=business) | Q(mediation__dispute__case__business=business)
    rows = _with_matter(Settlement.objects.filter(about, of, effective_on__isnull=False)).order_by("-effective_on", "-pk")[:limit]
    return [
        KeptPromise(row.public_id, case_of(row.mediation).public_id, SettlementState(row.state), row.effective_on, row.over_on)
        for row in rows
        if row.effective_on
    ]


def _with_matter(rows: QuerySet[Settlement]) -> QuerySet[Settlement]:
    return rows.select_related("mediation__complaint__case__business", "mediation__dispute__case__business")
