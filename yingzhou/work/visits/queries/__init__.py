"""Every read of visits, one file a noun."""

from yingzhou.work.visits.queries.arms import Measured, arm_of, measured
from yingzhou.work.visits.queries.plan.route import Stop, route_of
from yingzhou.work.visits.queries.priorities import priorities, priorities_of, priority_of

__all__ = ["Measured", "Stop", "arm_of", "measured", "priorities", "priorities_of", "priority_of", "route_of"]
