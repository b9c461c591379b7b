"""When visits act by themselves."""

from __future__ import annotations

from yingzhou.base.actors import Agent
from yingzhou.base.jobs.tasks import job
from yingzhou.work.visits.actions import plan as actions

PLANNER = Agent("planner")


@job("visits.compute_plan")
def compute_plan(*, plan_id: int) -> None:
    """Right after somebody asked for a week or a day."""
    actions.compute(plan_id=plan_id, by=PLANNER)
