"""When the network acts by itself."""

from __future__ import annotations

from yingzhou.base.actors import Agent
from yingzhou.base.clock import today
from yingzhou.base.jobs.tasks import job
from yingzhou.work.network import actions

CALENDAR = Agent("obligations")


@job("network.raise_obligations", cron="15 0 * * *")
def raise_obligations() -> None:
    """Shortly after midnight: what falls due in the period that has begun."""
    actions.raise_obligations(on=today(), by=CALENDAR)
