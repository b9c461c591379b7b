"""What a worker does beside the jobs: heart, sweeping, clock, failures, reconcilers.  Runs in a thread of its own."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import DatabaseError, InterfaceError, close_old_connections, connections

from yingzhou.base.jobs import beating, cron, failures, reconcile, sweeping
from yingzhou.base.jobs.models import Heartbeat

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """How often each duty of the watch is done, and how long the job loop may stand still, in seconds."""

    tick: float = 1
    heart: float = 10
    sweep: float = 5
    cron: float = 15
    adopt: float = 30
    reconcile: float = 180
    standstill: float = 120


@dataclass
class Watch:
    """One thread beside the job loop.

    `queue_worker` tells the loop's number; `pulse` is touched by the loop itself; `lost` are the numbers of loops that ended badly.
    """

    queue_worker: Callable[[], int | None]
    pace: Pace = field(default_factory=Pace)
    pulse: float = field(default_factory=time.monotonic)
    lost: list[int] = field(default_factory=list)
    _heart: Heartbeat | None = None
    _done: dict[str, float] = field(default_factory=dict)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stop.wait(self.pace.tick if self._done else 0):
            self._leave_if_the_loop_hangs()
            try:
                self.round()
            except (DatabaseError, InterfaceError) as error:
                _log.warning("watch: the database does not answer (%s)", type(error).__name__)
                connections.close_all()
            finally:
                close_old_connections()
        self._say_good_bye()

    def round(self) -> None:
        """Do whatever is due."""
        if self._heart is None or self._heart.queue_worker != self.queue_worker():
            self._beat()
        self._when_due("heart", self.pace.heart, self._beat)
        self._when_due("sweep", self.pace.sweep, self._sweep)
        self._when_due("adopt", self.pace.adopt, failures.adopt)
        self._when_due("cron", self.pace.cron, cron.defer_due)
        self._when_due("reconcile", self.pace.reconcile, reconcile.run_all)

    def _when_due(self, name: str, every: float, act: Callable[[], object]) -> None:
        if time.monotonic() - self._done.get(name, float("-inf")) >= every:
            act()
            self._done[name] = time.monotonic()

    def _beat(self) -> None:
        if self._heart is None:
            self._heart = beating.start()
        beating.beat(self._heart, self.queue_worker())

    def _sweep(self) -> None:
        lost = list(self.lost)
        sweeping.sweep(dead=[*lost, *beating.bury_dead()])
        self.lost = self.lost[len(lost) :]

    def _leave_if_the_loop_hangs(self) -> None:
        """A worker that is silently dead is worse than one that is gone: the supervisor starts a new one."""
        if time.monotonic() - self.pulse > self.pace.standstill:
            _log.critical("watch: the job loop has stood still for %d s; leaving", self.pace.standstill)
            os._exit(75)

    def _say_good_bye(self) -> None:
        try:
            if self._heart is not None:
                beating.stop(self._heart)
        except (DatabaseError, InterfaceError):
            _log.warning("watch: left without saying so")
        finally:
            connections.close_all()
