"""终止调解、重新打开、回访: how a complaint ends, and what may follow."""

from __future__ import annotations

from django.db import transaction

from yingzhou.base.clock import today
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.choices import Answer, Made, Outcome, Stage
from yingzhou.work.cases.models import OutcomeAnswer
from yingzhou.work.disputes.actions.deciding import close
from yingzhou.work.disputes.actions.joint import check_consents
from yingzhou.work.disputes.actions.mediation.opening import end_running
from yingzhou.work.disputes.actions.writing import held, issued, start, stop
from yingzhou.work.disputes.choices import ComplaintState, JointAct, Reopening, Termination
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries import papers
from yingzhou.work.disputes.rules import periods, refusals
from yingzhou.work.disputes.rules.steps import Step


@transaction.atomic
def terminate(*, complaint: Complaint, ground: str, reason: str, by: Viewer) -> Complaint:
    """终止调解: one of the eight grounds, form 8, and seven working days to tell both.  The case is closed with it."""
    check_sealing()
    complaint = held(complaint, by=by, step=Step.TERMINATE)
    if ground not in Termination or not reason.strip():
        raise refusals.TerminationMissing(field="termination" if ground not in Termination else "reason")
    if ground == Termination.TIME_UP and today() <= (last := papers.mediation_due(complaint)):
        raise refusals.TimeNotUp(due_on=last.isoformat())
    if ground == Termination.WITHDRAWN:
        check_consents(complaint, JointAct.WAIVE)
    paper = issued(complaint, papers.TERMINATION, papers.termination_values(complaint, ground, reason.strip(), by=by), by=by)
    complaint.state, complaint.termination = ComplaintState.TERMINATED, ground
    complaint.reason, complaint.ended_on = reason.strip(), today()
    complaint.save(update_fields=["state", "termination", "reason", "ended_on"])
    end_running(complaint=complaint, reason=reason, by=by)
    stop(complaint, periods.MEDIATION, why="终止调解", by=by)  # data
    start(complaint, periods.TERMINATION_NOTICE, began_on=today(), by=by)
    close(complaint, Outcome.WITHDRAWN if ground == Termination.WITHDRAWN else Outcome.EXPLAINED, by, reason)
    end_running(complaint=complaint, reason=str(Termination(ground).label), by=by)
    record("complaint.terminate", complaint, by=by, ground=ground, paper=paper.public_id, number=paper.number)
    return complaint


@transaction.atomic
def reopen_complaint(*, complaint: Complaint, why: Reopening, words: str, by: Viewer) -> Complaint:
    """A broken settlement goes back to mediation; new facts go back to where it was: to be decided, or to mediation.

    Whoever had it before is off it: the station names a handler anew by taking the next step.
    """
    complaint = held(complaint, by=by, step=Step.REOPEN)
    if not words.strip():
        raise refusals.ReasonMissing()
    to_decide = complaint.state in (ComplaintState.DECLINED, ComplaintState.WITHDRAWN)
    if why == Reopening.BROKEN and complaint.state not in (ComplaintState.SETTLED, ComplaintState.PERFORMED):
        raise refusals.NothingBroken()
    if why == Reopening.BROKEN and to_decide:
        raise refusals.NothingBroken()
    stop(complaint, why="重新打开", by=by)  # data
    complaint.state = ComplaintState.RECEIVED if to_decide else ComplaintState.MEDIATING
    complaint.ended_on, complaint.termination, complaint.ground, complaint.reason = None, "", "", ""
    if to_decide:
        complaint.decided_on = complaint.decided_by = None
    complaint.save()
    clock = start(complaint, periods.ACCEPTANCE if to_decide else periods.MEDIATION, began_on=today(), by=by)
    _open_case(complaint, clock.due_strict if clock else today(), words, by, to_decide=to_decide)
    record("complaint.reopen", complaint, by=by, why=why)
    return complaint


def _open_case(complaint: Complaint, due_on: object, words: str, by: Viewer, *, to_decide: bool) -> None:
    """The case as it stood before its end; one that was never closed only gets its new day."""
    stage = Stage.HANDLING
    changes: dict[str, object] = {"closed_on": None, "outcome": "", "result": "", "due_on": due_on}
    if to_decide:
        stage = Stage.DISPATCHED if complaint.held_by_id else Stage.INTAKE
        changes |= {"handler": None, "due_figure": periods.ACCEPTANCE}
    elif complaint.case.handler_id is None:
        changes |= {"handler_id": by.officer_id}
    case = cases.advance(
        case=complaint.case, name=Made.REOPEN, to=stage, by=by, come_with=cases.With(words=words), changes=changes
    )
    cases.set_erasure(case)


@transaction.atomic
def note_outcome(*, complaint: Complaint, answer: Answer, by: Viewer, left_open: str = "") -> OutcomeAnswer:
    """回访 (article 26): what the complainant says to 真的解决了吗, asked by telephone.  It re-opens nothing: new facts do."""
    complaint = held(complaint, by=by, step=Step.ANSWER)
    given = cases.note_answer(case=complaint.case, answer=answer, left_open=left_open, by=by)
    record("complaint.answer", complaint, by=by, answer=answer)
    return given
