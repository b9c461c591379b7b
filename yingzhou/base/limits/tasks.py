"""When the limiter forgets."""

from __future__ import annotations

from django.db import transaction

from yingzhou.base.clock import now, today
from yingzhou.base.jobs.tasks import job
from yingzhou.base.limits.models import Bucket, DayKey


@job("limits.forget", cron="5 0 * * *")
@transaction.atomic
def forget() -> None:
    """Just after midnight: erase the keys of past days, and what was paid back long ago."""
    DayKey.objects.filter(day__lt=today()).delete()
    Bucket.objects.filter(full_at__lt=now()).delete()
