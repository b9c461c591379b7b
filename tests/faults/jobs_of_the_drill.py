"""Jobs that misbehave, and the worker that runs them: `python -m tests.faults.jobs_of_the_drill`."""

from __future__ import annotations

import os
import signal
import sys
import time
from uuid import NAMESPACE_OID, uuid5

import django

django.setup()

from yingzhou.base.actors import Agent  # noqa: E402
from yingzhou.base.jobs.running import run_worker  # noqa: E402
from yingzhou.base.jobs.tasks import job  # noqa: E402
from yingzhou.base.receipts import once  # noqa: E402
from yingzhou.base.trail.writing import record  # noqa: E402

DRILL = Agent("drill")


@job("drill.healthy")
def healthy(*, number: int) -> None:
    record("drill.healthy", None, by=DRILL, number=number)


@job("drill.slow")
def slow(*, number: int) -> None:
    record("drill.start", None, by=DRILL, number=number)
    time.sleep(3)
    record("drill.finish", None, by=DRILL, number=number)


@job("drill.poison", retry=3, wait=1)
def poison(*, number: int) -> None:
    raise ZeroDivisionError(number)


@job("drill.killer", retry=2)
def killer(*, number: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@job("drill.follow")
def follow(*, number: int) -> None:
    """What comes after one intake: done once, however often the job runs."""
    with once(uuid5(NAMESPACE_OID, str(number)), b"", scope="drill.follow", by=DRILL) as receipt:
        if receipt.is_new:
            record("drill.follow", None, by=DRILL, number=number)
            receipt.keep()


if __name__ == "__main__":
    sys.exit(run_worker(concurrency=4))
