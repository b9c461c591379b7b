"""How the queue is doing.  Counts and names of tasks only: whose matter a job belongs to is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from yingzhou.base.jobs.models import Duty

_QUEUES = """
select queue_name,
       count(*) filter (where status = 'todo'),
       count(*) filter (where status = 'doing'),
       count(*) filter (where status = 'failed')
  from procrastinate_jobs
 where status in ('todo', 'doing', 'failed')
 group by queue_name order by queue_name
"""
_OLDEST = """
select coalesce(extract(epoch from now() - min(coalesce(job.scheduled_at, event.at))), 0)
  from procrastinate_jobs job
  join procrastinate_events event on event.job_id = job.id and event.type = 'deferred'
 where job.status in ('todo', 'doing') and (job.scheduled_at is null or job.scheduled_at <= now())
"""
_DEAD = """
select failure.public_id, failure.task, failure.error, failure.place, failure.at, job.attempts
  from jobs_failure failure
  join procrastinate_jobs job on job.id = failure.job
 where job.status = 'failed'
 order by failure.at desc, failure.id desc
 limit %s
"""
_DEAD_COUNT = "select count(*) from (select 1 from procrastinate_jobs where status = 'failed' limit 1001) capped"
_WORKERS = """
select count(*) filter (where seen_at > now() - interval '60 seconds'),
       extract(epoch from now() - max(seen_at))
  from jobs_heartbeat
"""


@dataclass(frozen=True)
class Queue:
    """One queue: waiting, running and failed jobs."""

    name: str
    waiting: int
    running: int
    failed: int


@dataclass(frozen=True)
class DeadLetter:
    """A job that was given up: what kind, when, after how many tries, and where it broke."""

    public_id: UUID
    task: str
    error: str
    place: str
    at: datetime
    tries: int


@dataclass(frozen=True)
class Workers:
    """How many processes work, and how many seconds ago one was last heard of (None: never)."""

    alive: int
    silent_seconds: float | None


def queues() -> tuple[Queue, ...]:
    """Every queue that holds unfinished or failed jobs."""
    return tuple(Queue(*row) for row in _rows(_QUEUES))


def oldest_seconds() -> float:
    """For how long the oldest unfinished job that could have run has been waiting; 0 when none is."""
    return float(_rows(_OLDEST)[0][0])


def dead_letters(*, limit: int = 100) -> tuple[DeadLetter, ...]:
    """The jobs given up, the latest first."""
    return tuple(DeadLetter(*row) for row in _rows(_DEAD, [limit]))


def dead_letter_count() -> int:
    """How many jobs were given up; 1,001 means more than 1,000."""
    return int(_rows(_DEAD_COUNT)[0][0])


def workers() -> Workers:
    """Who is at work."""
    alive, silent = _rows(_WORKERS)[0]
    return Workers(alive=alive, silent_seconds=None if silent is None else float(silent))


def duties() -> tuple[Duty, ...]:
    """When each reconciler last ran."""
    return tuple(Duty.objects.order_by("name"))


def _rows(sql: str, values: list[int] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or [])
        return cursor.fetchall()
