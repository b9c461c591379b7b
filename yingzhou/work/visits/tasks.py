"""When visits act by themselves."""

from __future__ import annotations

from yingzhou.base.actors import Agent
from yingzhou.base.clock import today
from yingzhou.base.jobs.tasks import job
from yingzhou.work.visits.actions import learned
from yingzhou.work.visits.actions import plan as actions

PLANNER = Agent("planner")
LEARNER = Agent("learner")


@job("visits.compute_plan")
def compute_plan(*, plan_id: int) -> None:
    """Right after somebody asked for a week or a day."""
    actions.compute(plan_id=plan_id, by=PLANNER)


@job("visits.train_model", cron="20 3 1 * *")
def train_model() -> None:
    """Once a month: what could be learned from past visits, for its card alone."""
    learned.train_model(until=today(), by=LEARNER)
