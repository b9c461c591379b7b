"""One officer's way through a day, as the phone and the calendar take it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from yingzhou.work.accounts.models import Officer
from yingzhou.work.visits.choices import Aim
from yingzhou.work.visits.models import PlannedVisit


@dataclass(frozen=True)
class Stop:
    """One visit of an accepted plan.  `matters` are all that is seen to there, `reasons` why it is planned, both in words."""

    planned_id: UUID
    business_id: int
    business: UUID
    name: str
    address: str
    longitude: float
    latitude: float
    arrives_at: datetime
    service: int
    aim: Aim
    matters: tuple[str, ...]
    reasons: tuple[str, ...]
    with_whom: str
    is_random: bool
    edition: int

    @property
    def ends_at(self) -> datetime:
        """When the visit should be over."""
        return self.arrives_at + timedelta(minutes=self.service)

    @property
    def geo(self) -> str:
        """The place for a navigation app, without naming any (RFC 5870)."""
        return f"geo:{self.latitude:.5f},{self.longitude:.5f}"


def route_of(officer: Officer, day: date) -> tuple[Stop, ...]:
    """What an officer is to visit on a day, in order, by accepted plans only.  One query."""
    return stops_between(officer.pk, day, day)


def stops_between(officer_id: int, first: date, last: date) -> tuple[Stop, ...]:
    """The same for a stretch of days, both included."""
    mine = Q(officer=officer_id) | Q(companion=officer_id)
    rows = PlannedVisit.objects.filter(mine, day__range=(first, last), plan__accepted_at__isnull=False)
    rows = rows.select_related("business", "plan", "officer", "companion").order_by("day", "arrives_at", "pk")
    return tuple(_stops(rows, officer_id))


def _stops(rows: Iterable[PlannedVisit], officer_id: int) -> Iterable[Stop]:
    for row in rows:
        other = row.companion if row.officer_id == officer_id else row.officer
        yield Stop(
            planned_id=row.public_id,
            business_id=row.business_id,
            business=row.business.public_id,
            name=row.business.name,
            address=row.address,
            longitude=float(row.longitude),
            latitude=float(row.latitude),
            arrives_at=row.arrives_at,
            service=row.service,
            aim=Aim(row.aim),
            matters=tuple(text for _kind, text, _by in row.matters),
            reasons=tuple(text for text, _points in row.reasons),
            with_whom=other.name if other else "",
            is_random=row.is_random,
            edition=row.plan.edition,
        )
