"""When the clock looks at hazards."""

from __future__ import annotations

from yingzhou.base.jobs.tasks import job
from yingzhou.work.hazards import actions


@job("hazards.escalate_unanswered", cron="20 8 * * *")
def escalate_unanswered() -> None:
    """Every morning at 08:20: hazards past their owner's day without an answer."""
    actions.escalate_unanswered()
