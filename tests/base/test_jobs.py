from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import SHANGHAI, now
from yingzhou.base.jobs import beating, cron, failures, reading, reconcile, sweeping
from yingzhou.base.jobs.draining import run_now
from yingzhou.base.jobs.models import Duty, Heartbeat
from yingzhou.base.jobs.retrying import retry
from yingzhou.base.jobs.tasks import JOBS, NotAnId, job
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.base.trail.writing import record

PUBLIC_ID = UUID("5b0e7f0a-4f6f-4a9e-9a66-0d3c8f2f7c11")


@job("test.write", retry=2)
def write(*, line: int, about: UUID, on: date) -> None:
    record("test.write", None, by=SYSTEM, line=line, about=about, on=on)


@job("test.nightly", cron="0 2 * * *")
def nightly() -> None:
    record("test.nightly", None, by=SYSTEM)


@pytest.fixture(autouse=True)
def _only_my_clocked_job(monkeypatch):
    monkeypatch.setattr(cron, "JOBS", {"test.nightly": nightly})


def jobs() -> list[tuple[str, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("select task_name, status::text, attempts from procrastinate_jobs order by id")
        return cursor.fetchall()


def run_sql(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def taken_by_a_worker(*, silent: int = 0) -> int:
    """A waiting job as a worker takes it; the worker was last heard of `silent` seconds ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - %s * interval '1 second') returning id", [silent]
        )
        (worker,) = cursor.fetchone()
        cursor.execute("select procrastinate_fetch_job_v2(null, %s)", [worker])
    return worker


@pytest.mark.django_db
def test_a_deferred_job_runs_with_its_ids_as_they_were_given():
    write.defer(line=7, about=PUBLIC_ID, on=date(2026, 11, 22))

    assert run_now() == ["test.write"]
    assert Event.objects.get().facts == {"line": 7, "about": str(PUBLIC_ID), "on": "2026-11-22"}
    assert jobs() == [("test.write", "succeeded", 0)]


@pytest.mark.django_db(transaction=True)
def test_a_job_is_part_of_the_transaction_that_defers_it():
    with transaction.atomic():
        write.defer(line=7, about=PUBLIC_ID, on=date(2026, 11, 22))
        transaction.set_rollback(True)

    assert jobs() == []


@pytest.mark.parametrize(
    "ids",
    [
        pytest.param({"line": "张三", "about": PUBLIC_ID, "on": date(2026, 11, 22)}, id="a name"),
        pytest.param({"line": True, "about": PUBLIC_ID, "on": date(2026, 11, 22)}, id="a flag"),
        pytest.param({"line": 7, "about": str(PUBLIC_ID), "on": date(2026, 11, 22)}, id="an id as text"),
        pytest.param({"line": 7, "about": PUBLIC_ID}, id="one missing"),
        pytest.param({"line": 7, "about": PUBLIC_ID, "on": date(2026, 11, 22), "name": 1}, id="one too many"),
    ],
)
def test_only_ids_and_days_go_into_the_queue(ids):
    with pytest.raises(NotAnId):
        write.defer(**ids)


def test_a_job_that_takes_text_cannot_be_declared():
    def send(*, to: str) -> None: ...

    with pytest.raises(NotAnId, match="to must be keyword-only"):
        job("test.send")(send)
    assert "test.send" not in JOBS


@pytest.mark.django_db
def test_a_job_for_later_waits():
    write.defer_at(now() + timedelta(hours=1), line=7, about=PUBLIC_ID, on=date(2026, 11, 22))

    assert run_now() == []
    assert run_now(also_later=True) == ["test.write"]


@pytest.mark.django_db
def test_the_job_of_a_silent_worker_is_queued_again_and_that_of_a_lively_one_is_left():
    write.defer(line=1, about=PUBLIC_ID, on=date(2026, 11, 22))
    taken_by_a_worker(silent=31)
    write.defer(line=2, about=PUBLIC_ID, on=date(2026, 11, 22))
    taken_by_a_worker(silent=5)

    assert sweeping.sweep() == sweeping.Swept(again=1)
    assert jobs() == [("test.write", "todo", 1), ("test.write", "doing", 0)]


@pytest.mark.django_db
def test_the_job_of_a_worker_known_to_be_dead_need_not_wait():
    write.defer(line=1, about=PUBLIC_ID, on=date(2026, 11, 22))
    worker = taken_by_a_worker()

    assert sweeping.sweep(dead=[worker]) == sweeping.Swept(again=1)


@pytest.mark.django_db
def test_a_job_whose_workers_keep_dying_is_given_up_after_its_limit():
    write.defer(line=1, about=PUBLIC_ID, on=date(2026, 11, 22))
    for _ in range(3):
        run_sql("update procrastinate_jobs set scheduled_at = null")
        sweeping.sweep(dead=[taken_by_a_worker()])

    assert jobs() == [("test.write", "failed", 3)]
    assert [(letter.task, letter.error, letter.tries) for letter in reading.dead_letters()] == [("test.write", "WorkerDied", 3)]


@pytest.mark.django_db
def test_a_failure_is_noted_without_the_words_of_the_error():
    with pytest.raises(ValueError, match="张三") as raised:
        write.run(line=1, about=str(PUBLIC_ID), on="张三")

    failures.note_error(1, "test.write", raised.value)
    failures.note_error(1, "test.write", raised.value)

    assert list(failures_noted()) == [("test.write", "ValueError", "yingzhou/base/jobs/tasks.py")]


def failures_noted():
    with connection.cursor() as cursor:
        cursor.execute("select task, error, split_part(place, ':', 1) from jobs_failure")
        return cursor.fetchall()


@pytest.mark.django_db
def test_a_failed_job_that_nobody_noted_is_found():
    run_sql("insert into procrastinate_jobs (queue_name, task_name, status) values ('default', 'gone.task', 'failed')")

    assert (failures.adopt(), failures.adopt()) == (1, 0)
    assert [letter.task for letter in reading.dead_letters()] == ["gone.task"]


@pytest.mark.django_db
def test_a_given_up_job_can_be_tried_again_once_and_the_trail_says_by_whom():
    run_sql("insert into procrastinate_jobs (queue_name, task_name, status) values ('default', 'gone.task', 'failed')")
    failures.adopt()
    (letter,) = reading.dead_letters()

    retry(failure=letter.public_id, by=SYSTEM)
    with pytest.raises(NotFound):
        retry(failure=letter.public_id, by=SYSTEM)

    assert jobs() == [("gone.task", "todo", 1)]
    assert [event.verb for event in Event.objects.all()] == ["job.retry"]


@pytest.mark.parametrize(
    ("at", "last"),
    [
        pytest.param(datetime(2026, 11, 22, 1, 59, tzinfo=SHANGHAI), datetime(2026, 11, 21, 2, tzinfo=SHANGHAI), id="before"),
        pytest.param(datetime(2026, 11, 22, 2, 0, tzinfo=SHANGHAI), datetime(2026, 11, 22, 2, tzinfo=SHANGHAI), id="on the dot"),
        pytest.param(datetime(2026, 11, 22, 23, 0, tzinfo=SHANGHAI), datetime(2026, 11, 22, 2, tzinfo=SHANGHAI), id="after"),
    ],
)
def test_the_clock_of_jobs_is_that_of_shanghai(at, last):
    assert cron.last_moment("0 2 * * *", at) == last


@pytest.mark.django_db
def test_a_clocked_job_is_queued_once_for_its_moment_even_if_missed():
    assert cron.defer_due() == ["test.nightly"]
    assert cron.defer_due() == []
    assert run_now() == ["test.nightly"]


@pytest.mark.django_db
def test_a_reconciler_that_fails_does_not_stop_the_others(monkeypatch):
    def broken() -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(reconcile, "RECONCILERS", {"a": broken, "b": lambda: 3})

    assert reconcile.run_all() == {"a": 0, "b": 3}
    assert [(duty.name, duty.mended, duty.error) for duty in reading.duties()] == [("a", 0, "ZeroDivisionError"), ("b", 3, "")]


@pytest.mark.django_db
def test_a_reconciler_makes_good_a_job_deleted_by_hand(monkeypatch):
    def lines_without_job() -> int:
        if [name for name, _, _ in jobs()] == ["test.write"]:
            return 0
        write.defer(line=7, about=PUBLIC_ID, on=date(2026, 11, 22))
        return 1

    monkeypatch.setattr(reconcile, "RECONCILERS", {"lines": lines_without_job})
    write.defer(line=7, about=PUBLIC_ID, on=date(2026, 11, 22))
    run_sql("delete from procrastinate_jobs")

    assert (reconcile.run_all(), reconcile.run_all()) == ({"lines": 1}, {"lines": 0})
    assert jobs() == [("test.write", "todo", 0)]


@pytest.mark.django_db
def test_a_process_that_is_gone_is_buried_and_a_living_one_is_not():
    alive = beating.start()
    beating.beat(alive, 11)
    dead = beating.start()
    Heartbeat.objects.filter(pk=dead.pk).update(mark="1", queue_worker=12)

    assert beating.bury_dead() == [12]
    assert list(Heartbeat.objects.values_list("queue_worker", flat=True)) == [11]
    assert reading.workers().alive == 1


@pytest.mark.django_db
def test_what_waits_and_what_failed_is_counted_by_queue():
    write.defer(line=1, about=PUBLIC_ID, on=date(2026, 11, 22))
    run_sql("insert into procrastinate_jobs (queue_name, task_name, status) values ('default', 'gone.task', 'failed')")

    assert reading.queues() == (reading.Queue("default", waiting=1, running=0, failed=1),)
    assert reading.dead_letter_count() == 1
    assert 0 <= reading.oldest_seconds() < 60
    assert not Duty.objects.exists()
