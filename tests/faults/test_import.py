"""An import that is killed, raced, or taken back: the tables are whole, and what was there before returns to the byte."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.imports import row, send, take_back, write
from tests.factories.network import Net, make_net, viewer_as
from yingzhou.base.actors import SYSTEM
from yingzhou.base.staging import batches
from yingzhou.base.staging.choices import State
from yingzhou.base.staging.models import Batch
from yingzhou.work.accounts.choices import Role
from yingzhou.work.liaison.models import Contact
from yingzhou.work.registry.models import Business, ContactPerson, Premises, Seat
from yingzhou.work.registry.queries.imports import leftovers, undo_preview

ROOT = Path(__file__).resolve().parent.parent.parent
TABLES = (
    "registry_business",
    "registry_formername",
    "registry_premises",
    "registry_permit",
    "registry_contactperson",
    "registry_seat",
    "registry_tagging",
    "registry_merge",
    "liaison_contact",
    "network_organization",
)


def dump() -> dict[str, list[str]]:
    """Every row of every table an import may touch, as PostgreSQL writes it."""
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT t::text FROM {table} t ORDER BY 1")
            found[table] = [line[0] for line in cursor.fetchall()]
        return found


CELLS = st.fixed_dictionaries(
    {},
    optional={
        "名称": st.sampled_from(["改名便利店", "老街米行", "渔歌水产行"]),
        "登记状态": st.sampled_from(["存续", "注销", "歇业备案"]),
        "联系人": st.sampled_from(["李四", "", "王小满"]),
        "联系电话": st.sampled_from(["13911112222", "", "021-12345678"]),
        "村居": st.sampled_from(["芦花村", "望潮村", "白鹭村"]),
        "经营场所": st.sampled_from(["芦汀镇望潮村9号", "", "芦汀镇白鹭村2号"]),
        "从业人数": st.sampled_from(["", "8", "0"]),
        "营业收入（万元）": st.sampled_from(["", "0.01", "99999"]),
        "许可证类型": st.sampled_from(["", "食品经营许可证", "其他许可"]),
        "许可证编号": st.sampled_from(["", "JY1"]),
        "许可证有效期至": st.sampled_from(["", "2031-01-01"]),
        "曾用名": st.sampled_from(["", "旧名店"]),
        "统一社会信用代码": st.sampled_from(["", "91350211M00013FA1N"]),
    },
)
FILES = st.lists(st.tuples(st.integers(1, 8), CELLS), min_size=1, max_size=8, unique_by=lambda pair: pair[0])


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=FILES, second=FILES)
def test_an_undo_restores_every_table_to_the_byte(django_db_setup: None, first: Any, second: Any):
    with _rolled_back():
        net = make_net()
        clerk = viewer_as(Role.DEPARTMENT, net.bureau)
        written = send([row(number, **cells) for number, cells in first], clerk)
        if written.count("new"):
            write(written, clerk)
        before = dump()
        batch = send([row(number, **cells) for number, cells in second], clerk)
        if not batch.count("new") + batch.count("changed"):
            return
        batch = write(batch, clerk)

        undone = take_back(batch, clerk)

        assert undone.count("left") == 0
        assert dump() == before


class _rolled_back:  # noqa: N801  used as a context only
    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, kind: Any, value: Any, trace: Any) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(kind, value, trace)


@pytest.mark.django_db
def test_what_moved_on_since_is_left_and_said_before(django_user_model: Any):
    net = make_net()
    clerk = viewer_as(Role.DEPARTMENT, net.bureau)
    batch = write(send([row(1), row(2), row(3), row(4)], clerk), clerk)
    edited, merged, carrying, _untouched = Business.objects.order_by("pk")
    Business.objects.filter(pk=edited.pk).update(name="有人改过")
    Business.objects.filter(pk=merged.pk).update(merged_into=edited)
    Contact.objects.create(officer=django_user_model.objects.first(), business=carrying, since="2026-01-01")
    preview = undo_preview(batch)
    said = {each.name: each.why for each in leftovers(batch)}
    undone = take_back(batch, clerk)

    assert (preview.removed, preview.left) == (1, {"changed": 1, "merged": 1, "carrying": 1})
    assert said == {"有人改过": "changed", merged.name: "merged", carrying.name: "carrying"}
    assert (undone.count("removed"), undone.count("left")) == (1, 3)
    assert Business.objects.count() == 3


COMMIT = """
import os, sys
import django
django.setup()
from django.db import connection
from yingzhou.base.staging import batches, undoing
from yingzhou.base.staging.models import Batch
marks = undoing.marks
def slow(tables):
    print("written", flush=True)
    sys.stdin.read()
    return marks(tables)
undoing.marks = slow
batches.commit(Batch.objects.get(pk=int(sys.argv[1])))
"""


@pytest.mark.django_db(transaction=True)
def test_a_commit_killed_in_the_middle_wrote_nothing_and_can_go_on():
    net = make_net()
    clerk = viewer_as(Role.DEPARTMENT, net.bureau)
    batch = send([row(number) for number in range(1, 40)], clerk)
    child = subprocess.Popen(
        [sys.executable, "-c", COMMIT, str(batch.pk)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": _test_url(), "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"written\n"

    os.kill(child.pid, signal.SIGKILL)
    child.wait()

    batch.refresh_from_db()
    assert (batch.state, Business.objects.count(), ContactPerson.objects.count()) == (State.CHECKED, 0, 0)
    assert batches.commit(batch).state == State.COMMITTED
    assert (Business.objects.count(), Premises.objects.count(), Seat.objects.count()) == (39, 39, 39)


def _test_url() -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


@pytest.mark.django_db(transaction=True)
def test_two_people_who_import_the_same_list_at_once_make_each_business_once():
    net = make_net()
    clerk = viewer_as(Role.DEPARTMENT, net.bureau)
    rows = [row(number) for number in range(1, 40)]
    both = [send(rows, clerk, "甲.csv"), send(rows, clerk, "乙.csv")]

    _together([_committing(batch) for batch in both])

    assert Business.objects.count() == 39
    states = sorted(Batch.objects.values_list("state", "note__moved"))
    assert states == [(State.CHECKED, 39), (State.COMMITTED, None)]


def _committing(batch: Batch) -> Callable[[], None]:
    def commit() -> None:
        try:
            batches.commit(Batch.objects.get(pk=batch.pk))
        finally:
            connections.close_all()

    return commit


def _together(works: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


@pytest.mark.django_db
def test_somebody_s_change_between_check_and_commit_stops_the_commit():
    net: Net = make_net()
    clerk = viewer_as(Role.DEPARTMENT, net.bureau)
    write(send([row(1)], clerk), clerk)
    batch = send([row(1, 名称="改名便利店")], clerk)
    Business.objects.update(name="别人先改了")

    batch = batches.commit(batches.ask_commit(batch=batch, by=SYSTEM))

    assert (batch.state, batch.note) == (State.CHECKED, {"moved": 1})
    assert Business.objects.get().name == "别人先改了"


@pytest.mark.django_db
def test_a_staging_table_lost_in_a_crash_is_filled_again_from_the_file_before_anything_is_written():
    net = make_net()
    clerk = viewer_as(Role.DEPARTMENT, net.bureau)
    batch = send([row(1)], clerk)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_stagedbusiness")
        cursor.execute("DELETE FROM registry_stagedmatch")

    once = write(batch, clerk)
    assert (once.state, once.note, Business.objects.count()) == (State.CHECKED, {"moved": 0}, 0)

    assert write(batch, clerk).count("written_new") == 1
