"""Running the waiting jobs here and now: for tests, and for commands that must not return before the work is done."""

from __future__ import annotations

import json

from django.db import connection

from yingzhou.base.jobs.tasks import JOBS

_NEXT = """
select id, task_name, args from procrastinate_jobs
 where status = 'todo' and (%s or scheduled_at is null or scheduled_at <= now())
 order by priority desc, id limit 1
   for update skip locked
"""
_DONE = "select procrastinate_finish_job_v1(%s, 'succeeded', false)"


def run_now(*, also_later: bool = False) -> list[str]:
    """Run every waiting job in this process and connection until none is left; their names, in order.

    Jobs scheduled for later run only with `also_later`.  An error passes to the caller and the job stays waiting.
    """
    ran: list[str] = []
    with connection.cursor() as cursor:
        while True:
            cursor.execute(_NEXT, [also_later])
            line = cursor.fetchone()
            if line is None:
                return ran
            number, name, args = line
            JOBS[name].run(**json.loads(args))
            cursor.execute(_DONE, [number])
            ran.append(name)
