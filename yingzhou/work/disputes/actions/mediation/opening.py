"""Beginning, agreeing, delegating and ending."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now, today
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Stage
from yingzhou.work.disputes.actions.mediation import papers
from yingzhou.work.disputes.actions.mediation.holding import facts_for, follow, held, officer_id
from yingzhou.work.disputes.choices import ComplaintState, DelegateKind, Means, MediationState, SettlementState, Side
from yingzhou.work.disputes.models import Complaint, Consent, Delegation, Dispute, Mediation, Settlement
from yingzhou.work.disputes.models.mediation import RUNNING
from yingzhou.work.disputes.queries.mediation.scope import agreed_of, case_of
from yingzhou.work.disputes.rules import mediation as rules
from yingzhou.work.disputes.rules import mediation_refusals as refusals
from yingzhou.work.network.models import Organization

HANDLED = (Stage.DISPATCHED, Stage.HANDLING, Stage.VERIFYING)


@transaction.atomic
def open_mediation(*, by: Viewer, complaint: Complaint | None = None, dispute: Dispute | None = None) -> Mediation:
    """Ask both to be mediated: of an accepted complaint, or of a dispute somebody handles.  One runs at a time."""
    made = Mediation(complaint=complaint, dispute=dispute, asked_on=today(), asked_by_id=by.officer_id)
    case = case_of(made)
    if complaint is not None:
        rules.check_accepted(ComplaintState(complaint.state))
    elif case.stage not in HANDLED or case.handler_id is None:
        raise refusals.MatterNotHandled()
    held_by = complaint.held_by_id if complaint else None
    facts = rules.MediationFacts(
        state=MediationState.ASKED,
        is_of_complaint=complaint is not None,
        station_ids=frozenset(pk for pk in (case.station_id, held_by) if pk),
        handler_id=case.handler_id,
    )
    rules.check_mediates(by, facts)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as runs:
        raise refusals.AlreadyMediated() from runs
    record("mediation.open", made, by=by, case=case.public_id)
    return made


@transaction.atomic
def record_consent(*, mediation: Mediation, side: Side, agrees: bool, means: Means, by: Actor) -> Mediation:
    """What one side says to being mediated.  When both agree it begins, and the complaint is in mediation (article 18)."""
    mediation = held(mediation)
    facts = facts_for(mediation, by)
    rules.check_in(facts, MediationState.ASKED, MediationState.OPEN, act=_("记同意"))
    Consent.objects.create(mediation=mediation, side=side, agrees=agrees, means=means, at=now(), noted_by_id=officer_id(by))
    record("mediation.consent", mediation, by=by, side=side, agrees=agrees, means=means)
    if mediation.state == MediationState.ASKED and rules.both_agreed(agreed_of(mediation)):
        mediation.state, mediation.began_on = MediationState.OPEN, today()
        mediation.save(update_fields=["state", "began_on"])
        follow(mediation, ComplaintState.MEDIATING, by=by)
    return mediation


@transaction.atomic
def delegate(
    *,
    mediation: Mediation,
    kind: DelegateKind,
    name: str,
    scope: str,
    both_agree: bool,
    by: Viewer,
    organization: Organization | None = None,
) -> Delegation:
    """Hand it to a consumer association or a lawful mediation organization, once; it acts in the bureau's name (article 19).

    Of a complaint, the consent for both to sign is issued with it.
    """
    mediation = held(mediation)
    facts = facts_for(mediation, by)
    rules.check_in(facts, MediationState.ASKED, MediationState.OPEN, act=_("委托调解"))
    if not both_agree:
        raise refusals.DelegationNeedsBoth()
    at = now()
    try:
        with transaction.atomic():
            made = Delegation.objects.create(
                mediation=mediation,
                kind=kind,
                name=name.strip(),
                organization=organization,
                scope=scope.strip(),
                since=today(),
                consumer_agreed_at=at,
                merchant_agreed_at=at,
                noted_by_id=by.officer_id,
            )
    except IntegrityError as again:
        raise refusals.AlreadyDelegated(name=Delegation.objects.get(mediation=mediation).name) from again
    made.paper = papers.delegation_of(made, by=by)
    made.save(update_fields=["paper"])
    record("mediation.delegate", mediation, by=by, kind=kind)
    return made


@transaction.atomic
def end_mediation(*, mediation: Mediation, reason: str, by: Actor) -> Mediation:
    """No agreement: it ends with its reason.  Of a complaint, the decision to terminate is taken with the complaint."""
    check_sealing()
    mediation = held(mediation)
    facts = facts_for(mediation, by)
    rules.check_in(facts, MediationState.ASKED, MediationState.OPEN, act=_("终止"))
    return _ended(mediation, reason, by)


def end_running(*, complaint: Complaint, reason: str, by: Actor) -> None:
    """Mediation ends with its complaint: terminated, withdrawn, or settled elsewhere."""
    running = complaint.mediations.filter(state__in=RUNNING).first()
    if running is not None:
        _ended(held(running), reason, by)


def _ended(mediation: Mediation, reason: str, by: Actor) -> Mediation:
    Settlement.objects.filter(mediation=mediation, state=SettlementState.DRAFT).update(
        state=SettlementState.DROPPED, over_on=today()
    )
    mediation.links.filter(withdrawn_at__isnull=True).update(withdrawn_at=now())
    mediation.state, mediation.ended_on, mediation.end_reason = MediationState.ENDED, today(), reason.strip()
    mediation.save(update_fields=["state", "ended_on", "end_reason"])
    record("mediation.end", mediation, by=by)
    return mediation
