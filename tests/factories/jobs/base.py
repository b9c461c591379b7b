from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.factories.jobs import scene
from yingzhou.base.clock import now, today
from yingzhou.base.limits.models import Bucket, DayKey


@scene("jobs.tidy")
def a_queue_with_nothing_old() -> dict[str, Any]:
    return {}


@scene("trail.sign_receipts")
def no_receipt_waiting() -> dict[str, Any]:
    return {}


@scene("limits.forget")
def a_bucket_and_a_key_of_yesterday() -> dict[str, Any]:
    Bucket.objects.create(key="search:old", full_at=now() - timedelta(days=1))
    Bucket.objects.create(key="search:new", full_at=now() + timedelta(days=1))
    DayKey.objects.create(day=today() - timedelta(days=1), key=b"old")
    return {}
