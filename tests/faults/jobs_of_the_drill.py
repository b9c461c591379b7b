"""Jobs that misbehave, and the worker that runs them: `python -m tests.faults.jobs_of_the_drill`."""

from __future__ import annotations

import os
import signal
import sys
import time

import django

django.setup()

from yingzhou.base.actors import Agent  # noqa: E402
from yingzhou.base.jobs.running import run_worker  # noqa: E402
from yingzhou.base.jobs.tasks import job  # noqa: E402
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


if __name__ == "__main__":
    sys.exit(run_worker(concurrency=4))
