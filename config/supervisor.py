"""Keeps a handful of processes alive: starts them in order, restarts what dies, stops all of them in reverse."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

QUIET_AFTER = 60.0
LONGEST_WAIT = 30.0
WINDOWS = os.name == "nt"


@dataclass
class Process:
    """One thing to keep alive: a command, the environment it gets, and the file its output goes to."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    log: Path
    grace: float = 15.0
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _started_at: float = 0.0
    _not_before: float = 0.0
    _wait: float = 0.5
    restarts: int = 0

    def start(self) -> None:
        self._started_at = time.monotonic()
        with open(self.log, "ab") as out:
            self._child = subprocess.Popen(  # noqa: S603  our own commands
                self.command,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=not WINDOWS,
            )

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    @property
    def is_running(self) -> bool:
        return self._child is not None and self._child.poll() is None

    def look_after(self, now: float) -> bool:
        """Restart it if it died; waits longer each time it dies young.  True when it was found dead."""
        if self.is_running:
            if now - self._started_at > QUIET_AFTER:
                self._wait = 0.5
            return False
        if now < self._not_before:
            return False
        if self._child is not None:
            self._reap_group()
            self.restarts += 1
            self._not_before = now + self._wait
            self._wait = min(self._wait * 2, LONGEST_WAIT)
        self.start()
        return True

    def stop(self) -> None:
        """Ask, wait `grace` seconds, then insist; the whole group goes, so that no worker outlives its master."""
        if self._child is None:
            return
        if self.is_running:
            self._child.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._child.wait(self.grace)
        self._reap_group()
        if self.is_running:
            self._child.kill()
            self._child.wait()

    def _reap_group(self) -> None:
        """End what a killed master left behind in its own session."""
        if self._child is not None and not WINDOWS:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._child.pid, signal.SIGKILL)


class Supervisor:
    """Runs `processes` until told to stop; `before_each_round` is called every second (it keeps the database alive)."""

    def __init__(self, processes: list[Process], *, before_each_round: Callable[[], None], say: Callable[[str], None]) -> None:
        self.processes = processes
        self.before_each_round = before_each_round
        self.say = say
        self.stopping = threading.Event()

    def start(self) -> None:
        for process in self.processes:
            process.start()

    def run(self) -> None:
        """Blocks until `stopping` is set."""
        while not self.stopping.wait(1.0):
            try:
                self.before_each_round()
            except Exception as error:
                self.say(f"The database could not be restarted yet: {error}")
                continue
            for process in self.processes:
                if process.look_after(time.monotonic()):
                    self.say(f"{process.name} had stopped and was started again (log: {process.log})")

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.stop()
