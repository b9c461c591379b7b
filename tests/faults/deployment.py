"""A database and workers of a drill's own: may be killed, unlike those the other tests share."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from config.localdb import LocalDB

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Drill:
    """A server of its own with every table, and the processes started against it."""

    folder: Path
    server: LocalDB
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        ours = {"DATABASE_URL": self.server.url(), "YINGZHOU_DATA": str(self.folder / "data"), "YINGZHOU_TESTING": "1"}
        return {**os.environ, **ours}

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """A Python process against this database, in the project's folder."""
        log = open(self.folder / f"process-{len(self.processes)}.log", "wb")  # noqa: SIM115  closed with the process
        process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def query(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.server.url(), autocommit=True) as connection:
            cursor = connection.execute(statement, values)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []

    def kill_postmaster(self) -> None:
        """As a power cut of the database process would."""
        pid = int((self.server.data / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def drill() -> Iterator[Drill]:
    """A drill with a durable, migrated database; everything it started is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="yingzhou-drill-", dir="/tmp"))
    folder.chmod(0o711)
    (folder / "data").mkdir()
    made = Drill(folder=folder, server=LocalDB(folder / "pg", durable=True))
    try:
        made.server.ensure()
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=made.environment, check=True)
        yield made
    finally:
        made.close()


def until(condition: Callable[[], bool], *, seconds: float) -> float:
    """Wait for the condition; how long it took.  Too long is a failure."""
    began = time.monotonic()
    while not _holds(condition):
        assert time.monotonic() - began < seconds, f"not within {seconds} s"
        time.sleep(0.2)
    return time.monotonic() - began


def _holds(condition: Callable[[], bool]) -> bool:
    try:
        return condition()
    except psycopg.OperationalError:
        return False
