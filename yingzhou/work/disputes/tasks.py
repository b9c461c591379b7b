"""When the clock looks at disputes."""

from __future__ import annotations

from yingzhou.base.actors import Agent
from yingzhou.base.jobs.tasks import job
from yingzhou.work.disputes import actions

CLOCK = Agent("clock")


@job("disputes.erase_informants", cron="25 3 * * *")
def erase_informants() -> None:
    """Every night at 03:25: informants whose day has come."""
    actions.erase_informants(by=CLOCK)
