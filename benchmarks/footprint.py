"""What the whole running system costs: first start, second start, memory at rest."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.rows import Row
from tests.faults.running import ROOT, Running, processes, up


def run() -> list[Row]:
    """Start the demo district on an empty folder, stop it, start it again; resident memory shared out (PSS) after a rest."""
    began = time.monotonic()
    with up() as system:
        first = time.monotonic() - began
        time.sleep(20)
        resident = memory(system)
        again = second_start(system)
    return [
        Row("first start of the demo district, installed already", first, None, None, "≤ 180 s", "s"),
        Row("second start", again, None, None, "≤ 10 s", "s"),
        Row("whole system at rest (PSS: web ×2, worker, sealer, supervisor, PostgreSQL)", resident, None, None, "said", "MiB"),
    ]


def second_start(system: Running) -> float:
    system.process.send_signal(signal.SIGTERM)
    system.process.wait(60)
    began = time.monotonic()
    command = [sys.executable, "-m", "yingzhou.cli", "up", "--data", str(system.deployment.data), "--port", str(system.port)]
    system.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    system.wait_for_answer(60)
    return time.monotonic() - began


def memory(system: Running) -> float:
    """MiB of everything `up` started, shared pages shared out."""
    roots = {system.process.pid, *system.child("postgres")}
    family = set(roots)
    for _ in range(4):
        family |= {pid for pid, parent, _ in processes() if parent in family}
    return sum(shared_out(pid) for pid in family) / 1024


def shared_out(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
