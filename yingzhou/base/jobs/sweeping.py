"""Jobs whose worker died: tried again, or given up after their limit.  Carries no lock, so it cannot block itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection, transaction

from yingzhou.base.jobs import failures
from yingzhou.base.jobs.tasks import JOBS

#: After how many seconds without a heartbeat (one every five) a worker counts as dead.
SILENT_SECONDS = 20

_STALLED = """
select job.id, job.task_name, job.attempts
  from procrastinate_jobs job
  left join procrastinate_workers worker on worker.id = job.worker_id
 where job.status = 'doing'
   and (worker.id is null
        or worker.last_heartbeat < now() - %s * interval '1 second'
        or worker.id = any(%s))
 order by job.id
   for update of job skip locked
"""
_AGAIN = "select procrastinate_retry_job_v2(%s, now() + %s * interval '1 second', null, null, null)"
_GIVE_UP = "select procrastinate_finish_job_v1(%s, 'failed', false)"
_DISMISS = "delete from procrastinate_workers where id = any(%s)"


@dataclass(frozen=True)
class Swept:
    """How many jobs of dead workers were queued again, and how many were given up."""

    again: int = 0
    given_up: int = 0


@transaction.atomic
def sweep(*, dead: Collection[int] = (), silent_seconds: float = SILENT_SECONDS) -> Swept:
    """Put back the jobs of workers known to be dead, or silent for too long.

    A job that has used up its tries is not put back: it may be what kills the worker.
    """
    again = given_up = 0
    with connection.cursor() as cursor:
        cursor.execute(_STALLED, [silent_seconds, list(dead)])
        for number, task, attempts in cursor.fetchall():
            if attempts >= _limit(task):
                cursor.execute(_GIVE_UP, [number])
                failures.note(number, task, "WorkerDied", "")
                given_up += 1
            else:
                cursor.execute(_AGAIN, [number, 2**attempts])
                again += 1
        cursor.execute(_DISMISS, [list(dead)])
    return Swept(again=again, given_up=given_up)


def _limit(task: str) -> int:
    return JOBS[task].retry if task in JOBS else 0
