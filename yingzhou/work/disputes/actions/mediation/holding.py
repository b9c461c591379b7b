"""What every step of a mediation begins with, and how the complaint behind it follows."""

from __future__ import annotations

from yingzhou.base.actors import Actor, Agent
from yingzhou.base.clock import today
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.choices import Made, Outcome, Stage
from yingzhou.work.disputes.actions.deciding import close
from yingzhou.work.disputes.actions.writing import start
from yingzhou.work.disputes.choices import ComplaintState
from yingzhou.work.disputes.models import Complaint, Mediation
from yingzhou.work.disputes.queries.mediation.scope import WITH_MATTER, facts_of
from yingzhou.work.disputes.rules import mediation as rules
from yingzhou.work.disputes.rules import periods

AGREED = (ComplaintState.SETTLED, ComplaintState.PERFORMED)
PERFORMED, BROKEN = _("调解成了，已履行"), _("调解说定的没有做到")
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
    """Put a complaint where its mediation has brought it: performed, its case is closed; broken, it is open again.

    Mediation that goes on after a broken promise has its days anew, from today.
    """
    complaint = Complaint.objects.select_for_update(of=("self",)).select_related("case").get(pk=complaint.pk)
    was, complaint.state = complaint.state, to
    complaint.ended_on = today() if to == ComplaintState.PERFORMED else None
    complaint.save(update_fields=["state", "ended_on"])
    record("complaint.move", complaint, by=by, state=to)
    if to == ComplaintState.PERFORMED:
        close(complaint, Outcome.DONE, by, str(PERFORMED))
    if to == ComplaintState.MEDIATING and was in AGREED:
        start(complaint, periods.MEDIATION, began_on=today(), by=by)
        _open_again(complaint, by)
    return complaint


def _open_again(complaint: Complaint, by: Actor) -> None:
    case = cases.locked(complaint.case)
    if case.stage == Stage.CLOSED:
        stage = Stage.HANDLING if case.handler_id else Stage.DISPATCHED
        changes = {"closed_on": None, "outcome": "", "result": ""}
        words = cases.With(words=str(BROKEN))
        cases.set_erasure(cases.advance(case=case, name=Made.REOPEN, to=stage, by=by, come_with=words, changes=changes))
