"""Declaring a job and putting it into the queue.  The queue is PostgreSQL: a job exists if and only if its cause was committed."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, get_type_hints
from uuid import UUID

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

#: Always the connection of the request or job that defers, so that the job is part of its transaction.
_MANAGER = JobManager(DjangoConnector())

#: What an argument may be: it names a row or a day, and tells nothing about a person.
_IDS: tuple[type, ...] = (int, UUID, date)


class NotAnId(TypeError):
    """A job was given something that is not a row's id or a day.  Arguments lie in the queue and in every backup in clear."""


@dataclass(frozen=True)
class Job:
    """One kind of background work; calling it runs it here and now."""

    name: str
    function: Callable[..., None]
    queue: str
    retry: int
    cron: str | None
    ids: Mapping[str, type] = field(default_factory=dict)

    def __call__(self, **ids: Any) -> None:
        self.function(**ids)

    def defer(self, **ids: int | UUID | date) -> int:
        """Queue the job in the caller's transaction; it runs soon after the commit.  The job's number."""
        return self._put(None, ids)

    def defer_at(self, moment: datetime, /, **ids: int | UUID | date) -> int:
        """Queue the job, not to run before `moment`."""
        return self._put(moment, ids)

    def run(self, **written: Any) -> None:
        """Run the job with its arguments as they are written in the queue."""
        self.function(**{name: _read(value, self.ids[name]) for name, value in written.items()})

    def _put(self, moment: datetime | None, ids: Mapping[str, Any]) -> int:
        options: dict[str, Any] = {"schedule_at": moment} if moment else {}
        deferrer = configure_task(name=self.name, job_manager=_MANAGER, queue=self.queue, **options)
        return int(deferrer.defer(**self._written(ids)))

    def _written(self, ids: Mapping[str, Any]) -> dict[str, Any]:
        if set(ids) != set(self.ids):
            raise NotAnId(f"{self.name} takes {sorted(self.ids)}, not {sorted(ids)}")
        for name, value in ids.items():
            if type(value) is not self.ids[name]:
                raise NotAnId(f"{self.name}: {name} is a {self.ids[name].__name__}, not a {type(value).__name__}")
        return {name: value if isinstance(value, int) else str(value) for name, value in ids.items()}


#: Every job there is, by name.
JOBS: dict[str, Job] = {}


def job(
    name: str, *, queue: str = "default", retry: int = 3, cron: str | None = None, wait: int = 4
) -> Callable[[Callable[..., None]], Job]:
    """Make a function a job: `def f(*, case_id: int) -> None`, keyword-only, each argument an int, a UUID or a date.

    It must be harmless to run twice.  One that raises is tried again after `wait`, `wait`², … seconds, at most `retry` more
    times, and then stands in the list of failed jobs.  `cron` (minute hour day month weekday, Shanghai time) runs it by
    the clock; such a job takes no arguments, and one that was missed is run late, once.
    """

    def declare(function: Callable[..., None]) -> Job:
        made = Job(name=name, function=function, queue=queue, retry=retry, cron=cron, ids=_ids_of(function))
        if name in JOBS:
            raise ValueError(f"there is already a job called {name}")
        if cron and made.ids:
            raise NotAnId(f"{name} runs by the clock and takes no arguments")
        JOBS[name] = made
        strategy = RetryStrategy(max_attempts=retry, exponential_wait=wait) if retry else False
        app.task(name=name, queue=queue, retry=strategy)(made.run)
        return made

    return declare


def _ids_of(function: Callable[..., None]) -> dict[str, type]:
    hints = get_type_hints(function)
    ids = {}
    for parameter in inspect.signature(function).parameters.values():
        kind = hints.get(parameter.name)
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY or kind not in _IDS:
            raise NotAnId(f"{function.__qualname__}: {parameter.name} must be keyword-only and an int, a UUID or a date")
        ids[parameter.name] = kind
    return ids


def _read(value: Any, kind: type) -> Any:
    if kind is date:
        return date.fromisoformat(value)
    return kind(value)


_TIDY = """
delete from procrastinate_jobs job
 where job.status in ('succeeded', 'cancelled', 'aborted')
   and not exists (select 1 from procrastinate_events event where event.job_id = job.id and event.at > now() - interval '7 days')
"""
_TIDY_DEFERS = """
update procrastinate_periodic_defers defer set job_id = null
  from procrastinate_jobs job where job.id = defer.job_id and job.status in ('succeeded', 'cancelled', 'aborted')
"""
_TIDY_FAILURES = """
delete from jobs_failure failure
 where not exists (select 1 from procrastinate_jobs job where job.id = failure.job and job.status in ('todo', 'doing', 'failed'))
"""


@job("jobs.tidy", cron="20 3 * * *")
def tidy() -> None:
    """Forget the jobs done a week ago.  Those that failed stay until somebody has tried them again."""
    with connection.cursor() as cursor:
        for statement in (_TIDY_DEFERS, _TIDY, _TIDY_FAILURES):
            cursor.execute(statement)
