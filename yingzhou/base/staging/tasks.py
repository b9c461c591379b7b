"""When: right after somebody asked, and every night what is over."""

from __future__ import annotations

from yingzhou.base.jobs.tasks import job
from yingzhou.base.staging import batches, sweeping
from yingzhou.base.staging.choices import Step
from yingzhou.base.staging.models import Batch


@job("staging.prepare", retry=3)
def prepare(*, batch_id: int) -> None:
    """Read, check and compare a batch; nothing where that was done since it was asked for."""
    batch = Batch.objects.get(pk=batch_id)
    if batch.step == Step.READING:
        batches.prepare(batch)


@job("staging.commit", retry=3)
def commit(*, batch_id: int) -> None:
    """Write a batch somebody asked to write."""
    batches.commit(Batch.objects.get(pk=batch_id))


@job("staging.undo", retry=3)
def undo(*, batch_id: int) -> None:
    """Take back a batch somebody asked to take back."""
    batches.undo(Batch.objects.get(pk=batch_id))


@job("staging.sweep", cron="20 3 * * *")
def sweep() -> None:
    """Every night at 03:20: empty the staging tables of batches that are over."""
    sweeping.sweep()
