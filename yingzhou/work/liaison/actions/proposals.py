"""Having a proposal made, looking through it, and accepting it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now, today
from yingzhou.base.jobs.tasks import JOBS
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.engines.assignment import Line, propose
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison import rules
from yingzhou.work.liaison.actions.changing import change_contacts, hold_businesses
from yingzhou.work.liaison.choices import ProposalState
from yingzhou.work.liaison.models import AssignmentProposal, ProposalLine, ProposalLoad
from yingzhou.work.liaison.queries.proposals import changed_since
from yingzhou.work.liaison.queries.question import Question, question
from yingzhou.work.network.models import Organization

JOB = "liaison.compute_proposal"


@transaction.atomic
def ask_proposal(*, station: Organization | None, since: date, by: Viewer) -> AssignmentProposal:
    """A proposal for a station at once, for the district soon: the worker computes it."""
    rules.check_decides(by, station.pk if station else None)
    rules.check_day(since, today())
    proposal = AssignmentProposal.objects.create(station=station, since=since, asked_by_id=by.officer_id, asked_at=now())
    record("proposal.ask", proposal, by=by, station=station.public_id if station else None, since=since)
    if station is None:
        JOBS[JOB].defer(proposal_id=proposal.pk)
        return proposal
    return compute_proposal(proposal=proposal, by=by)


@transaction.atomic
def compute_proposal(*, proposal: AssignmentProposal, by: Actor) -> AssignmentProposal:
    """Ask the engine and keep what would change, why, and how many everybody would have.  Twice is once."""
    proposal = AssignmentProposal.objects.select_for_update(of=("self",)).select_related("station").get(pk=proposal.pk)
    if proposal.state != ProposalState.COMPUTING:
        return proposal
    asked = question(station_id=proposal.station_id, on=proposal.since)
    if proposal.station is not None and not asked.people:
        raise rules.NobodyToGive(station=proposal.station.name, since=proposal.since)
    answer = propose(asked.shops, asked.people, rules.weights_on(proposal.since))
    changes = [one for one in answer.lines if not one.is_kept]
    ProposalLine.objects.bulk_create([_line(proposal, one, asked) for one in changes], batch_size=2_000)
    cap = rules.cap_on(proposal.since)
    ProposalLoad.objects.bulk_create(
        ProposalLoad(
            proposal=proposal,
            officer_id=int(one.person),
            before=one.before + asked.others[int(one.person)],
            after=one.after + asked.others[int(one.person)],
            cap=cap,
        )
        for one in answer.loads
    )
    proposal.state = ProposalState.READY
    proposal.kept = sum(1 for one in answer.lines if one.is_kept and one.person)
    proposal.mean_before = None if answer.mean_before is None else round(answer.mean_before)
    proposal.mean_after = None if answer.mean_after is None else round(answer.mean_after)
    proposal.save(update_fields=["state", "kept", "mean_before", "mean_after"])
    record("proposal.compute", proposal, by=by, changes=len(changes), kept=proposal.kept)
    return proposal


def _line(proposal: AssignmentProposal, one: Line, asked: Question) -> ProposalLine:
    was = int(one.was) if one.was else None
    return ProposalLine(
        proposal=proposal,
        business_id=int(one.shop),
        officer_id=int(one.person) if one.person else None,
        was_id=was,
        meters=one.meters,
        meters_before=one.meters_before,
        reasons=[rules.plain(reason, asked.left_on.get(was or 0)) for reason in one.reasons],
    )


@transaction.atomic
def take_line_out(*, line: ProposalLine, is_out: bool, by: Viewer) -> ProposalLine:
    """Leave a business as it is, or put it back among what would change."""
    proposal = _held(line.proposal, by)
    line = ProposalLine.objects.select_for_update(of=("self",)).select_related("business").get(pk=line.pk)
    if line.is_out == is_out:
        return line
    line.is_out = is_out
    line.save(update_fields=["is_out"])
    record("proposal.take_out" if is_out else "proposal.put_back", proposal, by=by, business=line.business.public_id)
    return line


@transaction.atomic
def accept_proposal(*, proposal: AssignmentProposal, by: Viewer) -> AssignmentProposal:
    """Every line that was not taken out becomes a change of liaison on the day; refused whole where it no longer fits."""
    check_sealing()
    proposal = _held(proposal, by)
    rules.check_day(proposal.since, today())
    lines = list(proposal.lines.filter(is_out=False, officer__isnull=False).select_related("officer", "business").order_by("pk"))
    if not lines:
        raise rules.NothingLeft()
    hold_businesses([line.business_id for line in lines])
    stale = changed_since(proposal)
    if stale:
        raise rules.ProposalStale(count=len(stale), example=stale[0].name)
    to: dict[int, Officer] = {line.business_id: line.officer for line in lines if line.officer is not None}
    change_contacts(to=to, since=proposal.since, by=by, because={"proposal": proposal.public_id})
    return _decided(proposal, ProposalState.ACCEPTED, by, changes=len(to))


@transaction.atomic
def drop_proposal(*, proposal: AssignmentProposal, by: Viewer) -> AssignmentProposal:
    """Nothing of it will be done."""
    return _decided(_held(proposal, by, computing=True), ProposalState.DROPPED, by)


def _held(proposal: AssignmentProposal, by: Viewer, *, computing: bool = False) -> AssignmentProposal:
    proposal = AssignmentProposal.objects.select_for_update(of=("self",)).select_related("station").get(pk=proposal.pk)
    rules.check_decides(by, proposal.station_id)
    if proposal.state == ProposalState.COMPUTING and not computing:
        raise rules.StillComputing()
    if proposal.decided_at is not None:
        state = ProposalState(proposal.state).label
        raise rules.AlreadyDecided(decided=f"{proposal.decided_at:%Y-%m-%d}", state=state)
    return proposal


def _decided(proposal: AssignmentProposal, state: ProposalState, by: Viewer, **facts: int) -> AssignmentProposal:
    proposal.state = state
    proposal.decided_by_id = by.officer_id
    proposal.decided_at = now()
    proposal.save(update_fields=["state", "decided_by", "decided_at"])
    record("proposal.accept" if state == ProposalState.ACCEPTED else "proposal.drop", proposal, by=by, **facts)
    return proposal
