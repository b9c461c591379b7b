"""回避、鉴定检测: what makes a mediation rest, and whether its days count meanwhile."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from yingzhou.base.clock import now, today
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions.mediation import days
from yingzhou.work.disputes.actions.mediation.holding import facts_for, held
from yingzhou.work.disputes.choices import AppraisalKind, Bearer, MediationState, SessionResult, Side
from yingzhou.work.disputes.models import Appraisal, Mediation, Recusal
from yingzhou.work.disputes.queries.mediation.page import mediators_of
from yingzhou.work.disputes.rules import mediation as rules
from yingzhou.work.disputes.rules import mediation_refusals as refusals


@transaction.atomic
def ask_recusal(*, mediation: Mediation, mediator: UUID, side: Side, reason: str, by: Viewer) -> Recusal:
    """One side asks that a mediator step aside.  Mediation rests until it is decided; the sixty days go on (article 21)."""
    mediation = held(mediation)
    facts = facts_for(mediation, by)
    rules.check_in(facts, MediationState.ASKED, MediationState.OPEN, act=_("申请回避"))
    person = mediators_of(mediation).filter(public_id=mediator).first()
    if person is None:
        raise refusals.MediatorUnknown()
    try:
        with transaction.atomic():
            asked = Recusal.objects.create(mediation=mediation, mediator=person, side=side, reason=reason.strip(), asked_at=now())
    except IntegrityError as waits:
        raise refusals.RecusalAlreadyAsked() from waits
    record("mediation.ask_recusal", mediation, by=by, side=side, mediator=person.public_id)
    return asked


@transaction.atomic
def decide_recusal(*, recusal: Recusal, is_granted: bool, by: Viewer, answer: str = "") -> Recusal:
    """The head or the department decides, never the mediator it is about; granted, the mediator is off what is planned."""
    check_sealing()
    mediation = held(recusal.mediation)
    recusal = Recusal.objects.select_for_update().get(pk=recusal.pk)
    if recusal.decided_at is not None:
        raise refusals.NothingToDecide()
    if recusal.mediator_id == by.officer_id:
        raise refusals.NotByTheMediator()
    if not rules.decides_recusal(by, facts_for(mediation, by)):
        raise refusals.OnlyHeadDecides()
    recusal.is_granted, recusal.answer = is_granted, answer.strip()
    recusal.decided_at, recusal.decided_by_id = now(), by.officer_id
    recusal.save()
    if is_granted:
        for session in mediation.sessions.filter(result=SessionResult.PLANNED):
            session.mediators.remove(recusal.mediator)
    record("mediation.decide_recusal", mediation, by=by, is_granted=is_granted, mediator=recusal.mediator.public_id)
    return recusal


@transaction.atomic
def start_appraisal(
    *, mediation: Mediation, kind: AppraisalKind, what: str, institution: str, is_named_by_us: bool, bearer: Bearer, by: Viewer
) -> Appraisal:
    """A test both agree to pay for as said; its time does not count (article 22)."""
    mediation = held(mediation)
    rules.check_in(facts_for(mediation, by), MediationState.OPEN, act=_("送鉴定检测"))
    try:
        with transaction.atomic():
            made = Appraisal.objects.create(
                mediation=mediation,
                kind=kind,
                what=what.strip(),
                institution=institution.strip(),
                is_named_by_us=is_named_by_us,
                bearer=bearer,
                cost_agreed_at=now(),
                since=today(),
                noted_by_id=by.officer_id,
            )
    except IntegrityError as runs:
        raise refusals.AppraisalRuns() from runs
    days.pause(mediation, kind, since=made.since, by=by)
    record("mediation.start_appraisal", mediation, by=by, is_named_by_us=is_named_by_us, bearer=bearer)
    return made


@transaction.atomic
def end_appraisal(*, appraisal: Appraisal, result: str, by: Viewer) -> Appraisal:
    """The result is there: the days count again from today."""
    mediation = held(appraisal.mediation)
    facts_for(mediation, by)
    appraisal = Appraisal.objects.select_for_update().get(pk=appraisal.pk)
    if appraisal.until is not None:
        raise refusals.NoAppraisal()
    appraisal.until, appraisal.result = today(), result.strip()
    appraisal.save(update_fields=["until", "result"])
    days.resume(mediation, until=appraisal.until, by=by)
    record("mediation.end_appraisal", mediation, by=by)
    return appraisal
