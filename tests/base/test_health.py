from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection

from yingzhou.base import health
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import now
from yingzhou.base.jobs import beating
from yingzhou.base.jobs.models import Duty, Heartbeat
from yingzhou.base.secrets import keys
from yingzhou.base.trail.health import sealing
from yingzhou.base.trail.writing import record


@pytest.mark.django_db
def test_a_database_with_every_migration_is_well():
    assert health.database().ok
    assert health.migrations().ok
    assert health.clock().ok


@pytest.mark.django_db
def test_a_worker_that_never_was_or_fell_silent_is_named_with_the_remedy():
    never = health.worker()
    heart = beating.start()
    alive = health.worker()
    Heartbeat.objects.filter(pk=heart.pk).update(seen_at=now() - timedelta(minutes=10))
    silent = health.worker()

    assert (never.ok, never.message) == (False, "作业进程从未启动")
    assert (alive.ok, alive.message) == (True, "1个作业进程在工作")
    assert (silent.ok, silent.message) == (False, "作业进程已10分钟没有心跳")
    assert silent.mend.startswith("重启")


@pytest.mark.django_db
def test_a_job_that_waits_too_long_raises_the_alarm():
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_jobs (queue_name, task_name) values ('default', 'test.write')")
        fresh = health.queue()
        cursor.execute("update procrastinate_events set at = now() - interval '7 minutes'")

    assert fresh.ok
    assert (health.queue().ok, health.queue().message) == (False, "最早的作业已等7分钟")


@pytest.mark.django_db
def test_a_job_given_up_is_a_finding():
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_jobs (queue_name, task_name, status) values ('default', 'gone', 'failed')")

    assert health.queue().message == "1个作业多次失败"


@pytest.mark.django_db
def test_a_routine_check_that_broke_is_named():
    Duty.objects.create(name="reminders", ran_at=now(), error="KeyError")

    assert health.reconcilers().message == "例行核对出错：reminders"


@pytest.mark.django_db
def test_a_trail_that_nobody_seals_is_an_alarm():
    record("house.build", None, by=SYSTEM)
    fresh = sealing()
    with time_machine.travel(now() + timedelta(minutes=10)):
        late = sealing()

    assert fresh.ok
    assert (late.ok, late.message) == (False, "留痕已有10分钟没有封存")


def test_keys_that_are_missing_are_a_finding(settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    missing = health.keys()
    keys.ensure(tmp_path)

    assert not missing.ok
    assert health.keys().ok


def test_a_backup_is_recent_old_or_missing(settings, tmp_path: Path):
    settings.DATA_DIR = tmp_path
    missing = health.backups()
    last = tmp_path / health.LAST_BACKUP
    last.touch()
    recent = health.backups()
    two_days_ago = time.time() - 48 * 3600
    os.utime(last, (two_days_ago, two_days_ago))

    assert [missing.ok, recent.ok, health.backups().ok] == [False, True, False]


@pytest.mark.django_db
def test_the_examination_asks_everything_and_what_rooms_added(monkeypatch):
    added = health.Check("well", True, "井里有水")
    monkeypatch.setattr(health, "CHECKS", [*health.CHECKS])

    health.register(lambda: added)

    found = health.examine()
    assert found[-1] == added
    assert [check.name for check in found][:2] == ["database", "migrations"]
    assert len(found) == len(health.CHECKS)
