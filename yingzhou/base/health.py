"""Is the deployment well?  One list of checks for `yingzhou doctor` and for the page 作业与健康.

Each answers with what it saw and, when something is wrong, how to mend it.  Rooms add checks of their own with `register`.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from yingzhou.base.jobs import reading
from yingzhou.base.secrets.keys import PURPOSES, KeyFault, keyring
from yingzhou.base.words import _

#: PostgreSQL before this lacks what the tables need.
OLDEST_POSTGRESQL = 15
#: An unfinished job may be this old before the alarm.
OLDEST_JOB_SECONDS = 300
#: Free space below which nothing may be acknowledged safely.
LEAST_FREE_BYTES = 2 * 1024**3
#: How far the clocks of this machine and of the database may differ.
CLOCK_SECONDS = 2.0
#: A backup older than this is none.
BACKUP_HOURS = 36
#: Touched by every finished backup, in the data folder.
LAST_BACKUP = "last-backup"


@dataclass(frozen=True)
class Check:
    """The answer of one check: what was seen and, if not ok, how to mend it."""

    name: str
    ok: bool
    message: str
    mend: str = ""


def database() -> Check:
    """PostgreSQL answers, is new enough, and does not lie about what is on disk."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version_num')::int / 10000, current_setting('server_version')")
        major, version = cursor.fetchone()
        cursor.execute(
            "select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'"
        )
        off = [name for (name,) in cursor.fetchall()]
    if major < OLDEST_POSTGRESQL:
        return _bad(
            "database",
            _("PostgreSQL {version}太旧"),
            _("升级到{oldest}或更新版本"),
            version=version,
            oldest=OLDEST_POSTGRESQL,
        )
    if off and not settings.TESTING:
        return _bad(
            "database",
            _("PostgreSQL关闭了{off}，断电会丢数据"),
            _("在postgresql.conf里打开后重启数据库"),
            off="、".join(off),
        )
    return _good("database", _("PostgreSQL {version}"), version=version)


def migrations() -> Check:
    """Every table is as this version of the program wants it."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return _bad(
            "migrations", _("{count}个表结构变更还没执行"), _("运行 yingzhou up，或 manage.py migrate"), count=len(waiting)
        )
    return _good("migrations", _("表结构是最新的"))


def privileges() -> Check:
    """The program cannot change its own tables: it connects neither as a superuser nor as their owner."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper or exists (select 1 from pg_tables where tableowner = current_user) from pg_roles"
            " where rolname = current_user"
        )
        (too_much,) = cursor.fetchone()
    if too_much and not settings.TESTING:
        mend = _("DATABASE_URL 用只读写数据的账号，DATABASE_OWNER_URL 用建表的账号（权限见 config/roles.py）")
        return _bad("privileges", _("程序用表的所有者或超级用户连接数据库"), mend)
    return _good("privileges", _("程序改不了表结构，也改不了留痕"))


def worker() -> Check:
    """Somebody works through the queue."""
    workers = reading.workers()
    if workers.alive:
        return _good("worker", _("{count}个作业进程在工作"), count=workers.alive)
    mend = _("重启 yingzhou up；日志在 log/worker.log")
    if workers.silent_seconds is None:
        return _bad("worker", _("作业进程从未启动"), mend)
    return _bad("worker", _("作业进程已{minutes}分钟没有心跳"), mend, minutes=round(workers.silent_seconds / 60))


def queue() -> Check:
    """No job waits too long, and none was given up."""
    age = round(reading.oldest_seconds())
    if age > OLDEST_JOB_SECONDS:
        return _bad("queue", _("最早的作业已等{minutes}分钟"), _("看作业进程是否在工作、是否太少"), minutes=age // 60)
    failed = reading.dead_letter_count()
    if failed:
        return _bad("queue", _("{count}个作业多次失败"), _("在“作业与健康”页查看原因后重试"), count=failed)
    return _good("queue", _("没有积压，最早的作业等了{seconds}秒"), seconds=age)


def reconcilers() -> Check:
    """The routine checks ran, and none was stopped by an error."""
    broken = [duty.name for duty in reading.duties() if duty.error]
    if broken:
        return _bad("reconcilers", _("例行核对出错：{names}"), _("日志在 log/worker.log"), names="、".join(broken))
    return _good("reconcilers", _("例行核对正常"))


def disk() -> Check:
    """There is room for evidence and for the database."""
    usage = shutil.disk_usage(_existing(Path(settings.DATA_DIR)))
    free = f"{usage.free / 1024**3:.1f}"
    if usage.free < LEAST_FREE_BYTES:
        return _bad("disk", _("数据目录只剩{free} GB"), _("清理磁盘或扩容；低于此数可能存不下证据"), free=free)
    return _good("disk", _("数据目录还有{free} GB"), free=free)


def clock() -> Check:
    """This machine and the database agree about the time."""
    with connection.cursor() as cursor:
        cursor.execute("select extract(epoch from clock_timestamp())::float8")
        drift = abs(time.time() - cursor.fetchone()[0])
    if drift > CLOCK_SECONDS:
        return _bad("clock", _("本机与数据库的时钟相差{seconds}秒"), _("在两台机器上打开时间同步（NTP）"), seconds=round(drift))
    return _good("clock", _("时钟一致，今天是{day}"), day=datetime.now(UTC).astimezone().strftime("%Y-%m-%d"))


def keys() -> Check:
    """Every key is in its file, readable, and closed to others."""
    try:
        for purpose in PURPOSES:
            keyring().current(purpose)
    except (KeyFault, OSError) as fault:
        return _bad("keys", _("密钥不可用：{fault}"), _("从保管处恢复密钥，或运行 yingzhou up"), fault=fault)
    return _good("keys", _("密钥齐全"))


def backups() -> Check:
    """There is a recent backup."""
    last = Path(settings.DATA_DIR) / LAST_BACKUP
    mend = _("运行 yingzhou backup 目录，并定时执行")
    if not last.exists():
        return _bad("backups", _("还没有备份"), mend)
    hours = (time.time() - last.stat().st_mtime) / 3600
    if hours > BACKUP_HOURS:
        return _bad("backups", _("最近的备份是{hours}小时前"), mend, hours=round(hours))
    return _good("backups", _("最近的备份是{hours}小时前"), hours=round(hours))


#: The checks, in the order in which they are worth reading: what fails first explains what fails after it.
CHECKS: list[Callable[[], Check]] = [
    database,
    migrations,
    privileges,
    worker,
    queue,
    reconcilers,
    disk,
    clock,
    keys,
    backups,
]


def register(check: Callable[[], Check]) -> None:
    """Add a check of a room's own (next year's calendar, sealing).  Called from an app's `ready()`."""
    if check not in CHECKS:
        CHECKS.append(check)


def examine() -> list[Check]:
    """Run every check.  One that cannot even look is itself a finding; without a database the rest is not asked."""
    found = []
    for check in CHECKS:
        try:
            found.append(check())
        except (DatabaseError, InterfaceError) as error:
            found.append(
                _bad(
                    check.__name__, _("数据库不应答（{error}）"), _("看数据库是否启动、DATABASE_URL是否正确"), error=_kind(error)
                )
            )
            if check is database:
                break
    return found


def _good(name: str, message: Any, **facts: Any) -> Check:
    return Check(name=name, ok=True, message=str(message).format(**facts))


def _bad(name: str, message: Any, mend: Any, **facts: Any) -> Check:
    return Check(name=name, ok=False, message=str(message).format(**facts), mend=str(mend).format(**facts))


def _kind(error: BaseException) -> str:
    return type(error).__name__


def _existing(path: Path) -> Path:
    return next(folder for folder in (path, *path.parents) if folder.exists())
