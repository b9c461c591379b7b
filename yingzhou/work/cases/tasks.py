"""When the clock looks at cases."""

from __future__ import annotations

from yingzhou.base.jobs.tasks import job
from yingzhou.work.cases import actions


@job("cases.remind_due", cron="30 8 * * *")
def remind_due() -> None:
    """Every morning at 08:30: what is due today or tomorrow."""
    actions.remind_due()


@job("cases.escalate_overdue", cron="10 * * * *")
def escalate_overdue() -> None:
    """Every hour: what is past its promised day goes before the head."""
    actions.escalate_overdue()


@job("cases.erase_raisers", cron="20 3 * * *")
def erase_raisers() -> None:
    """Every night at 03:20: names and phones whose day has come."""
    actions.erase_raisers(by=actions.CLOCK)


@job("cases.recompute_clocks")
def recompute_clocks(*, year: int) -> None:
    """After a year's holiday notice was approved."""
    actions.recompute_clocks(year=year)
