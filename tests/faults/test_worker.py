"""R08–R10: what is in the queue gets done, whatever dies."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.faults.deployment import ROOT, Drill, drill, until

pytestmark = pytest.mark.slow

#: The bars are 10 s (R10) and 60 s (R08, R09) on a machine that does nothing else; what was measured is printed, and these only
#: tell slow from stuck.
STUCK, STARTING = 150, 90

WORKER = ("-m", "tests.faults.jobs_of_the_drill")


@pytest.fixture(scope="module")
def place() -> Iterator[Drill]:
    with drill() as made:
        made.query("alter table trail_event disable trigger all")  # the drill empties its own trail between storms
        yield made


@pytest.fixture(autouse=True)
def _empty_queue(place: Drill) -> None:
    for process in place.processes:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=STARTING)
    place.query(
        "truncate procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, trail_event, jobs_failure cascade"
    )


def put(place: Drill, task: str, number: int, lock: str | None = None) -> None:
    place.query(
        "insert into procrastinate_jobs (queue_name, task_name, lock, args) values ('default', %s, %s, %s)",
        task,
        lock,
        json.dumps({"number": number}),
    )


def count(place: Drill, task: str, status: str) -> int:
    return place.query(
        "select count(*) from procrastinate_jobs where task_name like %s and status = %s::procrastinate_job_status", task, status
    )[0][0]


def started(place: Drill) -> int:
    return place.query("select count(*) from trail_event where verb = 'drill.start'")[0][0]


def test_a_worker_killed_in_mid_job_delays_nothing_for_more_than_a_minute(place):
    for number in range(6):
        put(place, "drill.slow", number, lock="one at a time")
    for number in range(5):
        put(place, "drill.healthy", number)
    first = place.start(*WORKER)
    until(lambda: started(place) == 1, seconds=STARTING)

    first.kill()
    first.wait()
    place.start(*WORKER)
    took = until(lambda: count(place, "drill.%", "succeeded") == 11, seconds=STUCK)

    print(f"R08: all 11 jobs done {took:.1f} s after the kill")


def test_work_goes_on_after_the_database_was_killed_while_busy_and_while_idle(place):
    worker = place.start(*WORKER)
    until(lambda: place.query("select count(*) from jobs_heartbeat")[0][0] >= 1, seconds=STARTING)
    for number in range(4):
        put(place, "drill.slow", number)
    until(lambda: started(place) == 4, seconds=STARTING)

    place.kill_postmaster()
    place.server.ensure()
    busy = until(lambda: count(place, "drill.slow", "succeeded") == 4, seconds=STUCK)
    place.kill_postmaster()
    time.sleep(3)
    place.server.ensure()
    for number in range(4):
        put(place, "drill.healthy", number)
    idle = until(lambda: count(place, "drill.healthy", "succeeded") == 4, seconds=STUCK)

    assert worker.poll() is None
    print(f"R09: jobs done {busy:.1f} s after a restart while busy, {idle:.1f} s while idle, by the same process")


def test_poison_neither_delays_the_healthy_nor_stays_invisible(place):
    for number in range(20):
        put(place, "drill.poison", number)
    put(place, "drill.unknown", 0)
    put(place, "drill.killer", 0)
    for number in range(20):
        put(place, "drill.healthy", number)

    healthy, everything = watched(place)

    letters = place.query(
        "select task, count(*), array_agg(distinct error order by error) from jobs_failure group by 1 order by 1"
    )
    assert [(task, number) for task, number, _ in letters] == [("drill.killer", 1), ("drill.poison", 20), ("drill.unknown", 1)]
    of = {task: errors for task, _, errors in letters}
    assert of["drill.killer"] == ["WorkerDied"]
    assert of["drill.unknown"] == ["UnknownTask"]
    # A job on its last try when the killer took their common worker along is listed too, with what was seen of it.
    assert "ZeroDivisionError" in of["drill.poison"]
    assert set(of["drill.poison"]) <= {"ZeroDivisionError", "WorkerDied"}
    assert healthy <= STUCK
    print(f"R10: healthy drained in {healthy:.1f} s, all poison listed after {everything:.1f} s")


def watched(place: Drill) -> tuple[float, float]:
    """Keep a worker running as a supervisor does; seconds until the healthy jobs are done, and until all poison has failed."""
    began = time.monotonic()
    worker = place.start(*WORKER)
    until(lambda: count(place, "%", "doing") > 0, seconds=STARTING)
    ready = time.monotonic()
    healthy = 0.0
    while count(place, "%", "failed") < 22 or noted(place) < 22:
        assert time.monotonic() - began < 2 * STUCK
        if worker.poll() is not None:
            worker = place.start(*WORKER)
        if not healthy and count(place, "drill.healthy", "succeeded") == 20:
            healthy = time.monotonic() - ready
        time.sleep(0.3)
    return healthy, time.monotonic() - ready


def noted(place: Drill) -> int:
    return place.query("select count(*) from jobs_failure")[0][0]


def test_a_worker_told_to_stop_finishes_its_job_and_ends_well(place):
    put(place, "drill.slow", 1)
    worker = place.start(*WORKER)
    until(lambda: started(place) == 1, seconds=STARTING)

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=STARTING) == 0
    assert count(place, "drill.slow", "succeeded") == 1
    assert place.query("select count(*) from jobs_heartbeat") == [(0,)]


def test_without_a_database_a_worker_gives_up_with_an_error_for_its_supervisor(place):
    program = (
        "import django; django.setup(); from yingzhou.base.jobs.running import run_worker; import sys;"
        "sys.exit(run_worker(patience=3))"
    )
    environment = {**place.environment, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}

    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, timeout=STUCK, capture_output=True)

    assert ended.returncode == 1
