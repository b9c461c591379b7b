"""When accounts act by themselves."""

from __future__ import annotations

from yingzhou.base.jobs.tasks import job
from yingzhou.work.accounts import actions


@job("accounts.sweep_sessions", cron="40 3 * * *")
def sweep_sessions() -> None:
    """At night: sessions that can open nothing any more."""
    actions.sweep_sessions()
