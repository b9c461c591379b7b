"""受理、不予受理、分送、退回: what is decided before mediation, each with its paper and its clocks."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.choices import Made, Outcome, Stage
from yingzhou.work.disputes.actions.joint import check_consents
from yingzhou.work.disputes.actions.registering import hand_to, holder_named
from yingzhou.work.disputes.actions.writing import held, issued, start, stop
from yingzhou.work.disputes.choices import ComplaintState, Ground, JointAct
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries import papers
from yingzhou.work.disputes.rules import periods, refusals
from yingzhou.work.disputes.rules.steps import Step, is_intake

#: To whom form 3 is addressed; what papers say stays Chinese.
INTAKE_UNIT = "本局统一接收投诉举报的工作机构"  # data


@transaction.atomic
def forward(*, complaint: Complaint, to: UUID, by: Viewer, words: str = "") -> Complaint:
    """分送: the intake unit hands it to the station that may deal with it.  The clock goes on from the receipt."""
    complaint = held(complaint, by=by, step=Step.FORWARD)
    holder = holder_named(to)
    if holder is None:
        raise refusals.HolderUnknown()
    complaint.state = ComplaintState.RECEIVED
    complaint.save(update_fields=["state"])
    hand_to(complaint, holder, by=by, words=words)
    record("complaint.forward", complaint, by=by, to=holder.public_id)
    return complaint


@transaction.atomic
def return_to_intake(*, complaint: Complaint, reason: str, by: Viewer) -> Complaint:
    """退回: a station without authority gives it back to the intake unit with form 3; it never passes it on itself (art. 41)."""
    complaint = held(complaint, by=by, step=Step.RETURN)
    words = _reason(reason)
    was = complaint.held_by
    paper = issued(
        complaint,
        papers.FORWARDING,
        papers.forwarding_values(complaint, by=by, to=INTAKE_UNIT),
        by=by,
    )
    complaint.state, complaint.held_by = ComplaintState.RETURNED, None
    complaint.save(update_fields=["state", "held_by"])
    cases.advance(
        case=complaint.case,
        name=Made.SEND_BACK,
        to=Stage.INTAKE,
        by=by,
        come_with=cases.With(words=words, station=was),
        changes={"station": None, "handler": None},
    )
    record("complaint.return", complaint, by=by, paper=paper.public_id, held_by=was.public_id if was else None)
    return complaint


@transaction.atomic
def ask_identity(*, complaint: Complaint, materials: str, until: date, by: Viewer) -> IssuedPaper:
    """限期提供身份证明 (form 4): the day lies within the days for deciding, because waiting does not stop the clock."""
    complaint = held(complaint, by=by, step=Step.ASK_IDENTITY)
    periods.check_identity_day(until, received_on=complaint.received_on, today=today())
    paper = issued(complaint, papers.IDENTITY, papers.identity_values(complaint, _reason(materials), until, by=by), by=by)
    complaint.identity_due_on = until
    complaint.save(update_fields=["identity_due_on"])
    record("complaint.ask_identity", complaint, by=by, until=until, paper=paper.public_id)
    return paper


@transaction.atomic
def accept(*, complaint: Complaint, by: Viewer) -> Complaint:
    """受理: decided today with form 5; mediation runs from today.  The days for deciding end only once it is told."""
    check_sealing()
    complaint = held(complaint, by=by, step=Step.ACCEPT)
    paper = issued(complaint, papers.ACCEPTANCE, papers.acceptance_values(complaint, by=by), by=by)
    complaint.state = ComplaintState.ACCEPTED
    complaint.decided_on, complaint.decided_by_id = today(), by.officer_id
    complaint.save(update_fields=["state", "decided_on", "decided_by"])
    clock = start(complaint, periods.MEDIATION, began_on=today(), by=by)
    changes: dict[str, Any] = {"handler_id": by.officer_id, "station_id": complaint.held_by_id or _place_of(by)}
    if clock is not None:
        changes |= {"due_on": clock.due_strict, "due_figure": clock.figure, "is_due_provisional": clock.is_provisional}
    cases.advance(case=complaint.case, name=Made.START, to=Stage.HANDLING, by=by, changes=changes)
    record("complaint.accept", complaint, by=by, on=today(), paper=paper.public_id, number=paper.number)
    return complaint


@transaction.atomic
def decline(*, complaint: Complaint, ground: str, reason: str, by: Viewer) -> Complaint:
    """不予受理: one of the seven grounds, the reason in this matter, and form 6 with the other routes."""
    check_sealing()
    complaint = held(complaint, by=by, step=Step.DECLINE)
    if ground not in Ground or not reason.strip():
        raise refusals.GroundMissing(field="ground" if ground not in Ground else "reason")
    paper = issued(complaint, papers.REFUSAL, papers.refusal_values(complaint, ground, reason.strip(), by=by), by=by)
    complaint.state, complaint.ground, complaint.reason = ComplaintState.DECLINED, ground, reason.strip()
    complaint.decided_on, complaint.decided_by_id, complaint.ended_on = today(), by.officer_id, today()
    complaint.save(update_fields=["state", "ground", "reason", "decided_on", "decided_by", "ended_on"])
    close(complaint, Outcome.REFERRED if ground in (Ground.NOT_OURS, Ground.ELSEWHERE) else Outcome.EXPLAINED, by, reason)
    record("complaint.decline", complaint, by=by, ground=ground, paper=paper.public_id, number=paper.number)
    return complaint


@transaction.atomic
def withdraw(*, complaint: Complaint, words: str, by: Viewer) -> Complaint:
    """The complainant takes it back before it is decided; afterwards mediation ends on the first ground instead."""
    complaint = held(complaint, by=by, step=Step.WITHDRAW)
    check_consents(complaint, JointAct.WAIVE)
    complaint.state, complaint.ended_on = ComplaintState.WITHDRAWN, today()
    complaint.save(update_fields=["state", "ended_on"])
    stop(complaint, why="投诉人撤回", by=by)  # data
    close(complaint, Outcome.WITHDRAWN, by, words)
    record("complaint.withdraw", complaint, by=by)
    return complaint


def close(complaint: Complaint, outcome: Outcome, by: Actor, words: str) -> None:
    """Close the case of a complaint whose end has been decided."""
    case = cases.advance(
        case=complaint.case,
        name=Made.CLOSE,
        to=Stage.CLOSED,
        by=by,
        come_with=cases.With(words=words),
        changes=cases.ended(outcome),
        facts={"outcome": outcome},
    )
    cases.set_erasure(case)


def _reason(words: str) -> str:
    if not words.strip():
        raise refusals.ReasonMissing()
    return words.strip()


def _place_of(by: Viewer) -> int:
    """Where whoever decides is posted: the department that holds it itself, or the station."""
    grants = by.grants_of(Role.DEPARTMENT) if is_intake(by) else by.grants_of(Role.STATION_HEAD, Role.STATION_OFFICER)
    return grants[0].organization_id
