"""The heartbeat of a worker, and finding those whose heart has stopped."""

from __future__ import annotations

import os
from datetime import timedelta

from yingzhou.base.clock import now
from yingzhou.base.jobs import process
from yingzhou.base.jobs.models import Heartbeat


def start() -> Heartbeat:
    """Say that this process works."""
    moment = now()
    pid = os.getpid()
    return Heartbeat.objects.create(host=process.host(), pid=pid, mark=process.mark(pid), started_at=moment, seen_at=moment)


def beat(heart: Heartbeat, queue_worker: int | None) -> None:
    """Say that this process still works, and under which number the queue knows it."""
    heart.seen_at, heart.queue_worker = now(), queue_worker
    if not Heartbeat.objects.filter(pk=heart.pk).update(seen_at=heart.seen_at, queue_worker=queue_worker):
        heart.save(force_insert=True)


def stop(heart: Heartbeat) -> None:
    """Say that this process works no longer."""
    Heartbeat.objects.filter(pk=heart.pk).delete()


def bury_dead() -> list[int]:
    """Remove the lines of processes of this host that are gone, and of any silent for a day; their numbers in the queue."""
    mine = Heartbeat.objects.filter(host=process.host())
    gone = [heart for heart in mine if process.is_dead(heart.pid, heart.mark)]
    Heartbeat.objects.filter(pk__in=[heart.pk for heart in gone]).delete()
    Heartbeat.objects.filter(seen_at__lt=now() - timedelta(days=1)).delete()
    return [heart.queue_worker for heart in gone if heart.queue_worker is not None]
