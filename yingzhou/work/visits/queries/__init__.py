"""Every read of visits, one file a noun."""

from yingzhou.work.visits.queries.priorities import priorities, priorities_of, priority_of

__all__ = ["priorities", "priorities_of", "priority_of"]
