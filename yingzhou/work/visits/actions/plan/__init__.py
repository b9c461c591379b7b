"""Doing things to a week's plan."""

from yingzhou.work.visits.actions.plan.accepting import accept
from yingzhou.work.visits.actions.plan.changing import change_late, take_out
from yingzhou.work.visits.actions.plan.computing import compute
from yingzhou.work.visits.actions.plan.making import make_plan, stop
from yingzhou.work.visits.actions.plan.moving import lock, move

__all__ = ["accept", "change_late", "compute", "lock", "make_plan", "move", "stop", "take_out"]
