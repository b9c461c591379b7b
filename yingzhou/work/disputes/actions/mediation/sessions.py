"""场次: planned, told, and written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Max

from yingzhou.base.clock import day_of, now, today
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions.mediation import papers
from yingzhou.work.disputes.actions.mediation.holding import facts_for, held
from yingzhou.work.disputes.choices import SessionResult, Side, Way
from yingzhou.work.disputes.models import Mediation, Session
from yingzhou.work.disputes.queries.mediation.page import mediators_of
from yingzhou.work.disputes.rules import mediation as rules
from yingzhou.work.disputes.rules import mediation_refusals as refusals


@transaction.atomic
def plan_session(
    *, mediation: Mediation, way: Way, starts_at: datetime, mediator: UUID, by: Viewer, place: str = "", guests: str = ""
) -> Session:
    """Time, place and mediator, told to both beforehand: of a complaint with the notice of article 20."""
    mediation = held(mediation)
    rules.check_goes_on(facts_for(mediation, by), _("排一场"))
    rules.check_session(way, starts_at, place, now=now())
    person = _mediator(mediation, mediator)
    row = (mediation.sessions.aggregate(last=Max("place_in_row"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            made = Session.objects.create(
                mediation=mediation,
                place_in_row=row,
                way=way,
                starts_at=starts_at,
                place=place.strip(),
                guests=guests.strip(),
                told_at=now(),
            )
    except IntegrityError as planned:
        waiting = mediation.sessions.get(result=SessionResult.PLANNED)
        raise refusals.SessionAlreadyPlanned(when=rules.said(waiting.starts_at)) from planned
    made.mediators.add(person)
    made.notice = papers.notice_of(made, person, by=by)
    made.save(update_fields=["notice"])
    record("mediation.plan_session", mediation, by=by, row=row, way=way, starts_at=starts_at.isoformat())
    return made


@transaction.atomic
def record_session(
    *,
    session: Session,
    result: SessionResult,
    by: Viewer,
    minutes: str = "",
    consumer_asks: str = "",
    merchant_offers: str = "",
    absent_side: str = "",
    is_excused: bool = False,
    reason: str = "",
    files: Sequence[UploadedFile] = (),
) -> Session:
    """What came of it: held with minutes, one side absent with or without a reason, or adjourned."""
    mediation = held(session.mediation)
    facts = facts_for(mediation, by)
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.result != SessionResult.PLANNED:
        raise refusals.NoSession()
    if result == SessionResult.HELD:
        rules.check_goes_on(facts, _("记这一场"))
    day = day_of(session.starts_at)
    rules.check_recorded(result, starts_at=session.starts_at, minutes=minutes, absent_side=absent_side, today=today(), day=day)
    session.result, session.minutes = result, minutes.strip()
    session.consumer_asks, session.merchant_offers = consumer_asks.strip(), merchant_offers.strip()
    session.absent_side = Side(absent_side) if result == SessionResult.ABSENT else ""
    session.is_absence_excused = is_excused and result == SessionResult.ABSENT
    session.reason, session.recorded_at, session.recorded_by_id = reason.strip(), now(), by.officer_id
    session.save()
    papers.keep(mediation, files, by=by)
    record("mediation.record_session", mediation, by=by, row=session.place_in_row, result=result)
    return session


def _mediator(mediation: Mediation, pid: UUID) -> Officer:
    person = mediators_of(mediation).filter(public_id=pid).first()
    if person is None:
        raise refusals.MediatorUnknown()
    if mediation.recusals.filter(mediator=person, is_granted=True).exists():
        raise refusals.MediatorRecused(name=person.name)
    return person
