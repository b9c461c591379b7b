"""The two commands' promise: it comes up, what dies comes back, it stops, and the second start is quick."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.faults.running import ROOT, Running, processes, up

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with up("--empty") as system:
        yield system


@pytest.mark.parametrize("name", ["web", "worker", "sealer", "postgres"])
def test_what_is_killed_comes_back_by_itself(running: Running, name: str):
    (victim,) = running.child(name)

    os.kill(victim, signal.SIGKILL)
    time.sleep(0.5)
    seconds = running.wait_for_answer(90)
    replaced = wait_for(lambda: running.child(name) not in ([], [victim]))

    print(f"{name}: pages answered after {seconds:.1f} s")
    assert replaced


def wait_for(claim, seconds: float = 90.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if claim():
                return True
        except (OSError, ValueError):
            pass
        time.sleep(0.2)
    return False


def test_the_web_process_connects_as_one_who_cannot_change_tables(running: Running):
    with psycopg.connect(running.deployment.server().url("yingzhou")) as connection:
        names = {
            row[0]
            for row in connection.execute(
                "select distinct usename from pg_stat_activity where datname = 'yingzhou' and pid <> pg_backend_pid()"
            )
        }

    assert names <= {"yingzhou_app", "yingzhou_worker", "yingzhou_seal"}


def test_the_doctor_finds_only_what_is_really_missing(running: Running):
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("YINGZHOU_", "DATABASE_", "TEST_DATABASE"))
    }
    command = [sys.executable, "-m", "yingzhou.cli", "doctor", "--data", str(running.deployment.data), "--json"]

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)

    bad = {check["name"] for check in json.loads(done.stdout)["checks"] if not check["ok"]}
    assert bad <= {"backups", "calendar", "sealing"}, done.stdout.decode()
    assert done.returncode == 1


def test_a_second_up_on_the_same_folder_is_refused_in_words(running: Running):
    command = [sys.executable, "-m", "yingzhou.cli", "up", "--data", str(running.deployment.data), "--port", "0"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=90, check=False)

    assert (done.returncode, "already in use by another `up`" in done.stderr) == (1, True)


def test_it_stops_whole_and_starts_again_within_ten_seconds(running: Running):
    data = running.deployment.data
    before = [command for _, _, command in processes() if str(data) in command]
    running.process.send_signal(signal.SIGTERM)
    running.process.wait(90)
    left = [command for _, _, command in processes() if str(data) in command]

    began = time.monotonic()
    command = [sys.executable, "-m", "yingzhou.cli", "up", "--data", str(data), "--port", str(running.port), "--empty"]
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("YINGZHOU_", "DATABASE_", "TEST_DATABASE"))}
    running.process = subprocess.Popen(command, cwd=ROOT, env=clean, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    running.wait_for_answer(60)

    print(f"second start: {time.monotonic() - began:.1f} s")
    assert before
    assert left == []
    assert Path(data / "pg").exists()
