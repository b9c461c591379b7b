"""When the clock, or the queue, works for liaison."""

from __future__ import annotations

from yingzhou.base.actors import Agent
from yingzhou.base.jobs.tasks import job
from yingzhou.work.liaison import actions
from yingzhou.work.liaison.models import AssignmentProposal

WORKER = Agent("worker")


@job(actions.JOB, queue="default")
def compute_proposal(*, proposal_id: int) -> None:
    """A proposal for the whole district, as soon as it has been asked for."""
    proposal = AssignmentProposal.objects.filter(pk=proposal_id).first()
    if proposal is not None:
        actions.compute_proposal(proposal=proposal, by=WORKER)
