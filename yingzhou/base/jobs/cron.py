"""Jobs by the clock, in Shanghai time."""

from __future__ import annotations

from datetime import datetime, timedelta

from croniter import croniter
from django.db import connection, transaction

from yingzhou.base.clock import SHANGHAI, now
from yingzhou.base.jobs.tasks import JOBS, Job

_ONCE = """
insert into procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp) values (%s, 'yingzhou', %s)
on conflict do nothing
returning id
"""
_LINK = "update procrastinate_periodic_defers set job_id = %s where id = %s"
_FORGET = """
delete from procrastinate_periodic_defers where task_name = %s and periodic_id = 'yingzhou' and defer_timestamp < %s
"""


def defer_due() -> list[str]:
    """Queue every clocked job whose last moment has come and was not queued yet; the names of those queued.

    A moment missed while nobody worked is made good, once, however many were missed.
    """
    return [job.name for job in JOBS.values() if job.cron and _defer(job, last_moment(job.cron, now()))]


def last_moment(cron: str, at: datetime) -> datetime:
    """The latest moment of the schedule that is not after `at`."""
    local = at.astimezone(SHANGHAI) + timedelta(seconds=1)
    moment: datetime = croniter(cron, local).get_prev(datetime)
    return moment


@transaction.atomic
def _defer(job: Job, moment: datetime) -> bool:
    stamp = int(moment.timestamp())
    with connection.cursor() as cursor:
        cursor.execute(_ONCE, [job.name, stamp])
        line = cursor.fetchone()
        if line is None:
            return False
        cursor.execute(_LINK, [job.defer(), line[0]])
        cursor.execute(_FORGET, [job.name, stamp])
    return True
