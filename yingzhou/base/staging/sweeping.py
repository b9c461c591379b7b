"""Emptying the staging tables of batches that are over."""

from __future__ import annotations

from datetime import timedelta

from yingzhou.base.clock import now
from yingzhou.base.staging import filling
from yingzhou.base.staging.choices import State
from yingzhou.base.staging.kinds import kind_of
from yingzhou.base.staging.models import Batch, Touched

#: A committed batch keeps its rows with errors for so long, to be looked at and sent again.
KEPT = timedelta(days=30)


def sweep() -> int:
    """Forget staged rows of finished batches, and what to put back once the time for it is over; batches touched."""
    moment = now()
    finished = Batch.objects.filter(state__in=[State.COMMITTED, State.UNDONE], committed_at__lt=moment - KEPT, swept=False)
    for batch in finished:
        filling.clear(batch, kind_of(batch))
    Touched.objects.filter(batch__undo_until__lt=moment - KEPT).delete()
    return finished.update(swept=True)
