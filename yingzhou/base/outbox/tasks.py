"""When notifications leave."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from yingzhou.base.clock import now
from yingzhou.base.jobs.tasks import job
from yingzhou.base.outbox import sending
from yingzhou.base.outbox.models import Delivery, Notification

KEPT = timedelta(days=365)


@job("outbox.deliver", queue="outbox")
def deliver(*, delivery_id: UUID) -> None:
    """At its due time; again later while the way out is closed."""
    with transaction.atomic():
        again = sending.deliver(delivery=delivery_id)
        if again is not None:
            deliver.defer_at(again, delivery_id=delivery_id)


@job("outbox.digest", queue="outbox", cron="*/30 8-20 * * *")
def digest() -> None:
    """At 08:30, and again every half hour for those whose mail did not leave."""
    sending.send_digests(now())


@job("outbox.forget", queue="outbox", cron="40 3 * * *")
def forget() -> None:
    """Every night: notifications read a year ago."""
    Notification.objects.filter(read_at__lt=now() - KEPT).delete()


def deliver_overdue() -> int:
    """The reconciler: queue again what lost its job; how many."""
    late = sending.overdue(now())
    for delivery_id in late:
        deliver.defer(delivery_id=delivery_id)
    Delivery.objects.filter(public_id__in=late).update(due_at=now())
    return len(late)
