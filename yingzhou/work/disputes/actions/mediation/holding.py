"""What every step of a mediation begins with, and how the complaint behind it follows."""

from __future__ import annotations

from yingzhou.base.actors import Actor, Agent
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.choices import ComplaintState
from yingzhou.work.disputes.models import Complaint, Mediation
from yingzhou.work.disputes.queries.mediation.scope import WITH_MATTER, facts_of
from yingzhou.work.disputes.rules import mediation as rules

#: What the system does by rule, because somebody said something.
BY_RULE = Agent("mediation")


def held(mediation: Mediation) -> Mediation:
    """The row, locked until the end of the transaction, with the matter behind it."""
    Mediation.objects.select_for_update().get(pk=mediation.pk)
    return Mediation.objects.select_related(*WITH_MATTER).get(pk=mediation.pk)


def facts_for(mediation: Mediation, by: Actor) -> rules.MediationFacts:
    """The facts, once the rules let an officer act; visitors are let in by what they hold."""
    facts = facts_of(mediation)
    if isinstance(by, Viewer):
        rules.check_mediates(by, facts)
    return facts


def officer_id(by: Actor) -> int | None:
    return by.officer_id if isinstance(by, Viewer) else None


def follow(mediation: Mediation, to: ComplaintState, *, by: Actor) -> None:
    """The complaint behind the mediation moves with it; a dispute has only its case."""
    if mediation.complaint is not None:
        move_complaint(complaint=mediation.complaint, to=to, by=by)


def move_complaint(*, complaint: Complaint, to: ComplaintState, by: Actor) -> Complaint:
    """Put a complaint where its mediation has brought it."""
    complaint = Complaint.objects.select_for_update().get(pk=complaint.pk)
    complaint.state = to
    complaint.save(update_fields=["state"])
    record("complaint.move", complaint, by=by, state=to)
    return complaint
