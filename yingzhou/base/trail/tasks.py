"""When the clock looks at the trail."""

from __future__ import annotations

from yingzhou.base.jobs.tasks import job
from yingzhou.base.trail import signer


@job("trail.sign_receipts", cron="* * * * *")
def sign_receipts() -> None:
    """Every minute: receipts whose signature could not be had at once."""
    signer.sign_waiting()
