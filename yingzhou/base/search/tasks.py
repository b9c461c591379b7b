"""When the index catches up."""

from __future__ import annotations

from yingzhou.base.jobs.tasks import job
from yingzhou.base.search import indexing


@job("search.refresh", cron="* * * * *")
def refresh() -> None:
    """Every minute, and whenever an action asks for it."""
    indexing.refresh()
