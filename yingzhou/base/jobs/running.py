"""The worker process.

It outlives a restart of the database: the job loop is started again in the same process, and after five minutes of
trying in vain the process ends with an error, for the supervisor to start another.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from procrastinate import App, psycopg_connector
from procrastinate import worker as queue
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext
from procrastinate.middleware import SyncCallNext

from yingzhou.base.jobs import failures
from yingzhou.base.jobs.watch import Pace, Watch

_log = logging.getLogger(__name__)

#: A connection whose other end is gone must be found out, not waited for.
_KEEPALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 30_000}


def run_worker(*, concurrency: int = 4, patience: float = 300, pace: Pace | None = None) -> int:
    """Work until told to stop (SIGTERM, SIGINT, Ctrl-C): 0.  After `patience` seconds without a working database: 1."""
    work = _Work(concurrency=concurrency, patience=patience)
    work.watch = Watch(queue_worker=work.number, pace=pace or Pace())
    work.watch.start()
    try:
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            return runner.run(work.go_on())
    finally:
        work.watch.stop()


@dataclass
class _Work:
    """The job loop, and the loop around it that starts it again."""

    concurrency: int
    patience: float
    watch: Watch = field(init=False)
    _worker: queue.Worker | None = None
    _is_stopping: bool = False
    _well_at: float = field(default_factory=time.monotonic)

    def number(self) -> int | None:
        """Under which number the queue knows the present loop."""
        return self._worker.worker_id if self._worker else None

    async def go_on(self) -> int:
        """Run job loops until told to stop, or out of patience."""
        app.perform_import_paths()
        with self._signals():
            while not self._is_stopping:
                await self._one_loop()
                if time.monotonic() - self._well_at > self.patience:
                    return 1
                await self._breathe()
        return 0

    async def _one_loop(self) -> None:
        """One life of the job loop: it ends when told to, or when the database went away."""
        try:
            async with _connected(self.concurrency) as ours:
                options: Any = {**ours.worker_defaults, "concurrency": self.concurrency}
                options["task_middleware"] = [*options.get("task_middleware", []), _note_failures]
                self._worker = queue.Worker(
                    app=ours,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=20,
                    update_heartbeat_interval=5,
                    fetch_job_polling_interval=1,
                    **options,
                )
                pulse = asyncio.create_task(self._pulse())
                try:
                    await self._worker.run()
                finally:
                    pulse.cancel()
        except Exception as error:
            _log.warning("the job loop ended (%s); starting it again", type(error).__name__)
        finally:
            if self._worker and self._worker.worker_id is not None:
                self.watch.lost.append(self._worker.worker_id)
            self._worker = None

    async def _pulse(self) -> None:
        while True:
            self.watch.pulse = time.monotonic()
            if self.number() is not None:
                self._well_at = self.watch.pulse
            await asyncio.sleep(1)

    async def _breathe(self) -> None:
        self.watch.pulse = time.monotonic()
        if not self._is_stopping:
            await asyncio.sleep(1)

    def _stop(self) -> None:
        self._is_stopping = True
        if self._worker:
            self._worker.stop()

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()

        def told(number: int, frame: object) -> None:
            loop.call_soon_threadsafe(self._stop)

        before = {number: signal.signal(number, told) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextlib.asynccontextmanager
async def _connected(concurrency: int) -> AsyncIterator[App]:
    """The queue's app on connections of its own, beside Django's."""
    options = connection.get_connection_params()
    for name in ("cursor_factory", "context", "pool"):
        options.pop(name, None)
    connector = psycopg_connector.PsycopgConnector(
        kwargs={**_KEEPALIVE, **options}, min_size=1, max_size=concurrency + 3, timeout=15, reconnect_timeout=20
    )
    with app.replace_connector(connector) as ours:
        async with ours.open_async():
            yield ours


def _note_failures(call_next: SyncCallNext, context: JobContext, worker: queue.Worker) -> Any:
    """Note what a job raised before the queue decides whether to try it again."""
    try:
        return call_next()
    except Exception as error:
        if context.job.id is not None:
            failures.note_error(context.job.id, context.job.task_name, error)
        raise
