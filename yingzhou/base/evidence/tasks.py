"""When evidence is tidied."""

from __future__ import annotations

from yingzhou.base.actors import Agent
from yingzhou.base.clock import now
from yingzhou.base.evidence.sweeping import sweep as sweep_now
from yingzhou.base.jobs.tasks import job


@job("evidence.sweep", cron="40 3 * * *")
def sweep() -> None:
    """Every night: remove what no row names."""
    sweep_now(now=now(), by=Agent("sweeper"))
