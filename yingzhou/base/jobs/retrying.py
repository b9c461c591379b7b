"""Trying a given-up job again."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.jobs.models import Failure
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.writing import record

_FAILED = "select id from procrastinate_jobs where id = %s and status = 'failed' for update"
_AGAIN = "select procrastinate_retry_job_v2(%s, null, null, null, null)"


@transaction.atomic
def retry(*, failure: UUID, by: Actor) -> Failure:
    """Queue a given-up job once more.  One that is no longer given up answers like an unknown one."""
    found = Failure.objects.select_for_update().filter(public_id=failure).first()
    if found is None:
        raise NotFound
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, [found.job])
        if cursor.fetchone() is None:
            raise NotFound
        cursor.execute(_AGAIN, [found.job])
    record("job.retry", found, by=by, task=found.task)
    return found
