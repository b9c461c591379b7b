"""When the registry acts by itself."""

from __future__ import annotations

from yingzhou.base.actors import Agent
from yingzhou.base.clock import today
from yingzhou.base.jobs.tasks import job
from yingzhou.work.registry.actions.following import follow_villages

NET = Agent("network")


@job("registry.follow_villages", cron="5 0 * * *")
def follow() -> None:
    """Just after midnight: villages that stand under another station from today take their businesses along."""
    follow_villages(on=today(), by=NET)
