"""交办: to a station and, there, to a person.  Never from station to station: a wrong address goes back to intake."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases import rules
from yingzhou.work.cases.actions import telling
from yingzhou.work.cases.actions.moving import With, locked, move
from yingzhou.work.cases.choices import Made
from yingzhou.work.cases.models import Case
from yingzhou.work.cases.queries import conflict_of
from yingzhou.work.network.choices import Kind as OrganizationKind
from yingzhou.work.network.models import Organization, Posting
from yingzhou.work.network.queries import in_force


@transaction.atomic
def dispatch_case(*, case: Case, station: UUID, by: Actor, handler: UUID | None = None, words: str = "") -> Case:
    """To a station in force today, and, if named, to somebody posted there who has no conflict."""
    case = locked(case)
    place = _station(station)
    person = _handler(case, place, handler) if handler else None
    move(
        case,
        Made.DISPATCH,
        by=by,
        given=rules.given(station=place, handler=person),
        come_with=With(words=words, station=place, handler=person),
        changes={"station": place, "handler": person},
        facts={"station": place.public_id, "handler": person.public_id if person else None},
    )
    telling.dispatched(case)
    return case


@transaction.atomic
def assign_handler(*, case: Case, handler: UUID, by: Actor) -> Case:
    """The head names (or changes) who handles it, at the same station."""
    case = locked(case)
    if case.station is None:
        raise rules.StationUnknown()
    person = _handler(case, case.station, handler)
    move(
        case,
        Made.ASSIGN,
        by=by,
        given=rules.given(handler=person),
        come_with=With(handler=person),
        changes={"handler": person},
        facts={"handler": person.public_id},
    )
    telling.dispatched(case)
    return case


@transaction.atomic
def start_case(*, case: Case, by: Actor) -> Case:
    """The handler takes it up."""
    return move(locked(case), Made.START, by=by)


@transaction.atomic
def send_back_case(*, case: Case, reason: str, by: Actor) -> Case:
    """Back to intake with a reason; the station and the handler are off it."""
    case = locked(case)
    was = case.station
    move(
        case,
        Made.SEND_BACK,
        by=by,
        given=rules.given(reason=reason),
        come_with=With(words=reason, station=was),
        changes={"station": None},
        facts={"station": was.public_id if was else None},
    )
    telling.sent_back(case)
    return case


def _station(pid: UUID) -> Organization:
    found = Organization.objects.filter(in_force(today()), public_id=pid, kind=OrganizationKind.STATION).first()
    if found is None:
        raise rules.StationUnknown()
    return found


def _handler(case: Case, station: Organization, pid: UUID) -> Officer:
    """Somebody posted at the station today; for a signal, never the target's own liaison."""
    officer = Officer.objects.filter(public_id=pid, is_active=True).first()
    if officer is None or not Posting.objects.filter(in_force(today()), officer=officer, organization=station).exists():
        raise rules.NotAtStation(name=officer.name if officer else "", station=station.name)
    if conflict_of(officer.pk, case):
        raise rules.HandlerInConflict(name=officer.name)
    return officer
