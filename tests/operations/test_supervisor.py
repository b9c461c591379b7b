"""What dies is started again; what is asked to stop stops, its children too."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

from config.supervisor import Process, Supervisor


def wait_for(claim, seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if claim():
            return True
        time.sleep(0.05)
    return False


def sleeper(tmp_path: Path) -> Process:
    return Process(
        name="sleeper",
        command=[sys.executable, "-c", "import time; time.sleep(60)"],
        environment={},
        log=tmp_path / "log",
        grace=3,
    )


def test_a_killed_process_is_started_again(tmp_path):
    process, said = sleeper(tmp_path), []
    supervisor = Supervisor([process], before_each_round=lambda: None, say=said.append)
    supervisor.start()
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    first = process.pid

    os.kill(first, signal.SIGKILL)
    came_back = wait_for(lambda: process.pid != first and process.is_running)
    supervisor.stopping.set()
    thread.join()
    supervisor.stop()

    assert (came_back, process.restarts, process.is_running) == (True, 1, False)
    assert "sleeper had stopped and was started again" in said[0]


def test_a_process_that_dies_at_once_is_given_more_time_each_round(tmp_path):
    process = Process(name="short", command=[sys.executable, "-c", "pass"], environment={}, log=tmp_path / "log")
    process.start()
    process._child.wait()

    process.look_after(now=1_000.0)
    process._child.wait()
    too_early = process.look_after(now=1_000.1)
    later = process.look_after(now=1_001.0)
    process.stop()

    assert (too_early, later) == (False, True)


def test_stopping_ends_the_children_of_a_master_too(tmp_path):
    script = "import subprocess,sys,time; p=subprocess.Popen([sys.executable,'-c','import time; time.sleep(60)']); print(p.pid, flush=True); time.sleep(60)"
    process = Process(name="master", command=[sys.executable, "-c", script], environment={}, log=tmp_path / "log", grace=3)
    process.start()
    assert wait_for(lambda: (tmp_path / "log").exists() and (tmp_path / "log").read_text().strip())
    child = int((tmp_path / "log").read_text())

    process.stop()

    assert wait_for(lambda: not alive(child))


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False
