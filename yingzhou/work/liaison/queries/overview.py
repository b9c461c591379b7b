"""1+N at a glance: each station's officers with what they have against the cap, and what nobody looks after."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison import rules
from yingzhou.work.liaison.choices import ProposalState
from yingzhou.work.liaison.models import AssignmentProposal, Contact, HandOver
from yingzhou.work.liaison.queries.contacts import coverage
from yingzhou.work.liaison.queries.handovers import LATEST, handovers_of
from yingzhou.work.liaison.queries.proposals import proposals_of
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Organization, Posting
from yingzhou.work.network.queries import in_force


@dataclass(frozen=True)
class StationRow:
    """One station: liaisons in office, businesses, those of them without a liaison, the fullest officer."""

    station: Organization
    liaisons: int
    businesses: int
    alone: int
    most: int


@dataclass(frozen=True)
class OfficerRow:
    """One officer and what he has; `left` where he holds contacts but works there no longer."""

    officer: Officer
    has: int
    cap: int
    left: bool

    @property
    def share(self) -> int:
        """Of the cap, 0–100."""
        return min(100, 100 * self.has // max(self.cap, 1))

    @property
    def is_over(self) -> bool:
        return self.has > self.cap


@dataclass(frozen=True)
class LiaisonView:
    """All of it, for one station (`station`) or, beside the list of stations, for none."""

    stations: tuple[StationRow, ...]
    station: Organization | None
    officers: tuple[OfficerRow, ...]
    total: int
    alone: int
    cap: int
    proposals: tuple[AssignmentProposal, ...]
    handovers: tuple[HandOver, ...]
    may_decide: bool
    may_decide_all: bool


def liaison_view(viewer: Viewer, *, on: date, station: UUID | None = None) -> LiaisonView:
    """What a head sees of the station, a leader of the district.  A fixed number of queries."""
    covered = coverage(viewer, on=on)
    stations = overseen(viewer, on=on)
    chosen = next((one for one in stations if one.public_id == station), None)
    if station is not None and chosen is None:
        raise NotFound
    if chosen is None and len(stations) == 1:
        chosen = stations[0]
    held = Contact.objects.filter(in_force(on), business__station__in=stations).order_by()
    loads = Counter(
        {
            (place, officer): count
            for place, officer, count in held.values_list("business__station_id", "officer_id").annotate(n=Count("pk"))
        }
    )
    posted = Posting.objects.filter(in_force(on), organization__in=stations, role__in=rules.LIAISONS, officer__is_active=True)
    at = set(posted.values_list("organization_id", "officer_id", "role"))
    liaisons = Counter(place for place, _officer, role in at if role == Role.LIAISON)
    rows = tuple(
        StationRow(
            one,
            liaisons[one.pk],
            covered.by_station.get(one.pk, 0),
            covered.alone_by_station.get(one.pk, 0),
            max((count for (place, _officer), count in loads.items() if place == one.pk), default=0),
        )
        for one in stations
    )
    proposals = proposals_of(viewer)
    handovers = handovers_of(viewer)
    if chosen is not None:
        proposals, handovers = proposals.filter(station=chosen), handovers.filter(station=chosen)
    return LiaisonView(
        stations=rows,
        station=chosen,
        officers=_officers(chosen, loads, at, on) if chosen else (),
        total=covered.by_station.get(chosen.pk, 0) if chosen else covered.total,
        alone=covered.alone_by_station.get(chosen.pk, 0) if chosen else covered.alone,
        cap=rules.cap_on(on),
        proposals=tuple(proposals.exclude(state=ProposalState.DROPPED)[:LATEST]),
        handovers=tuple(handovers[:LATEST]),
        may_decide=chosen is not None and rules.may_decide(viewer, chosen.pk),
        may_decide_all=rules.may_decide(viewer, None),
    )


def overseen(viewer: Viewer, *, on: date) -> list[Organization]:
    """The stations whose liaison work a viewer oversees, by name."""
    found = Organization.objects.filter(in_force(on), kind=Kind.STATION).order_by("name", "pk")
    if not any(grant.everywhere for grant in viewer.grants_of(*rules.OVERSEERS)):
        found = found.filter(pk__in=frozenset().union(*(one.station_ids for one in viewer.grants_of(*rules.OVERSEERS))))
    return list(found)


def _officers(
    station: Organization, loads: Counter[tuple[int, int]], at: set[tuple[int, int, str]], on: date
) -> tuple[OfficerRow, ...]:
    """Liaisons in office, and whoever else holds contacts there; the fullest first."""
    here = {officer for place, officer, _role in at if place == station.pk}
    liaisons = {officer for place, officer, role in at if place == station.pk and role == Role.LIAISON}
    busy = {officer for place, officer in loads if place == station.pk}
    cap = rules.cap_on(on)
    people = Officer.objects.in_bulk(liaisons | busy)
    rows = [OfficerRow(one, loads[(station.pk, key)], cap, key not in here) for key, one in people.items()]
    return tuple(sorted(rows, key=lambda row: (-row.has, row.officer.name, row.officer.pk)))


def station_for(viewer: Viewer, public_id: UUID, *, on: date) -> Organization:
    """A station the viewer oversees."""
    found = next((one for one in overseen(viewer, on=on) if one.public_id == public_id), None)
    if found is None:
        raise NotFound
    return found
