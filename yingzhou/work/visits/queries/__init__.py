"""Every read of visits, one file a noun."""

from yingzhou.work.visits.queries.plan.route import Stop, route_of
from yingzhou.work.visits.queries.priorities import priorities, priorities_of, priority_of

__all__ = ["Stop", "priorities", "priorities_of", "priority_of", "route_of"]
