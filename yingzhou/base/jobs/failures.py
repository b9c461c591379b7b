"""What failed: noted when it happens, listed until somebody tries it again or it is tidied away."""

from __future__ import annotations

import traceback
from pathlib import Path

from django.db import connection

_NOTE = """
insert into jobs_failure as failure (public_id, job, task, error, place, at) values (gen_random_uuid(), %s, %s, %s, %s, now())
on conflict (job) do update set error = excluded.error, place = excluded.place, at = excluded.at
"""
_ADOPT = """
insert into jobs_failure (public_id, job, task, error, place, at)
select gen_random_uuid(), job.id, job.task_name, 'UnknownTask', '', now()
  from procrastinate_jobs job
 where job.status = 'failed' and not exists (select 1 from jobs_failure failure where failure.job = job.id)
on conflict (job) do nothing
"""
_ROOT = Path(__file__).resolve().parents[3]


def note(job: int, task: str, error: str, place: str) -> None:
    """Note the kind of error and the place in our code; the newest try of a job replaces the one before."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [job, task[:128], error[:80], place[:160]])


def note_error(job: int, task: str, error: BaseException) -> None:
    """Note a raised error by its class and line, without its message."""
    note(job, task, type(error).__name__, place_of(error))


def adopt() -> int:
    """Note the failed jobs that nobody noted (a task that no longer exists).  How many."""
    with connection.cursor() as cursor:
        cursor.execute(_ADOPT)
        return cursor.rowcount


def place_of(error: BaseException) -> str:
    """File and line of our own code nearest to where the error arose."""
    ours = [
        f"{Path(frame.filename).resolve().relative_to(_ROOT)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).resolve().is_relative_to(_ROOT) and "site-packages" not in frame.filename
    ]
    return ours[-1] if ours else ""
