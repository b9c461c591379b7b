"""Duties that are looked after even when a job was lost: each finds what should have happened and makes it happen.

Not part of the queue: run by every worker's own clock, one worker at a time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import connection, transaction

from yingzhou.base.clock import now
from yingzhou.base.jobs.models import Duty

_log = logging.getLogger(__name__)
_LOCK = "select pg_try_advisory_xact_lock(hashtext('yingzhou.reconcile'), hashtext(%s))"

#: Every reconciler, by name: returns how many things it mended; running it twice mends nothing more.
RECONCILERS: dict[str, Callable[[], int]] = {}


def register(name: str, function: Callable[[], int]) -> None:
    """Have `function` run every few minutes.  Called from an app's `ready()`; the same name again replaces the function."""
    RECONCILERS[name] = function


def run_all() -> dict[str, int]:
    """Run every reconciler, each in its own transaction; one that fails does not stop the others.  What each mended."""
    return {name: run(name) for name in sorted(RECONCILERS)}


def run(name: str) -> int:
    """Run one reconciler and note the result; 0 while another worker runs it."""
    try:
        with transaction.atomic():
            if not _is_mine(name):
                return 0
            mended = RECONCILERS[name]()
            _note(name, mended, "")
    except Exception as error:
        _log.exception("reconciler failed", extra={"reconciler": name})
        _note(name, 0, type(error).__name__)
        return 0
    return mended


def _is_mine(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [name])
        return bool(cursor.fetchone()[0])


def _note(name: str, mended: int, error: str) -> None:
    Duty.objects.update_or_create(name=name, defaults={"ran_at": now(), "mended": mended, "error": error[:80]})
