"""When the clock looks at disputes."""

from __future__ import annotations

from yingzhou.base.actors import Agent
from yingzhou.base.jobs.tasks import job
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.actions import mediation

CLOCK = Agent("clock")


@job("disputes.erase_informants", cron="25 3 * * *")
def erase_informants() -> None:
    """Every night at 03:25: informants whose day has come."""
    actions.erase_informants(by=CLOCK)


@job("disputes.remind_performance", cron="0 9 * * *")
def remind_performance() -> None:
    """Every morning at 09:00: promised days that are near."""
    mediation.remind_due()


@job("disputes.ask_performance", cron="5 9 * * *")
def ask_performance() -> None:
    """Every morning at 09:05: promised days that have passed without a word."""
    mediation.ask_overdue()
