"""What else is done while it is open: who handles it, and a line for the others."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yingzhou.base.clock import today
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards.actions import telling
from yingzhou.work.hazards.actions.moving import given, held, move, said
from yingzhou.work.hazards.models import Hazard
from yingzhou.work.hazards.queries.scope import STATION_ROLES
from yingzhou.work.hazards.rules import Do
from yingzhou.work.hazards.rules.refusals import NotThere
from yingzhou.work.network.models import Posting
from yingzhou.work.network.queries import in_force


@transaction.atomic
def take_on(*, hazard: Hazard, handler: UUID, by: Viewer) -> Hazard:
    """The head names (or changes) who handles it, at the same station."""
    hazard = held(hazard)
    person = _posted(hazard, handler)
    move(hazard, Do.TAKE, by=by, needs=given(handler=person), case_changes={"handler": person})
    said(hazard, "take", by=by, handler=person.public_id)
    telling.handler_named(hazard)
    return hazard


@transaction.atomic
def add_note(*, hazard: Hazard, words: str, by: Viewer) -> Hazard:
    """A line for the others on it."""
    hazard = held(hazard)
    move(hazard, Do.NOTE, by=by, words=words)
    said(hazard, "note", by=by)
    return hazard


def _posted(hazard: Hazard, pid: UUID) -> Officer:
    officer = Officer.objects.filter(public_id=pid, is_active=True).first()
    station = hazard.case.station
    there = Posting.objects.filter(in_force(today()), officer=officer, organization=station, role__in=STATION_ROLES)
    if officer is None or station is None or not there.exists():
        raise NotThere(name=officer.name if officer else "", station=station.name if station else "")
    return officer
