"""R03: an acknowledged file is on disk, whole, whatever happens to the process that took it in."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from config.env import BASE_DIR
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import now
from yingzhou.base.evidence import places, sweeping
from yingzhou.base.evidence.models import Evidence

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def store(tmp_path, settings):
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    return settings.EVIDENCE_DIR


def environment() -> dict[str, str]:
    """The child writes to the database of this test."""
    head, _, tail = os.environ["DATABASE_URL"].partition("?")
    url = f"{head.rpartition('/')[0]}/{connection.settings_dict['NAME']}" + (f"?{tail}" if tail else "")
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}


def taking_in(store: Path, count: int, *before: str) -> subprocess.Popen[str]:
    command = [*before, sys.executable, "-m", "tests.faults.evidence_loop", str(store), str(count)]
    return subprocess.Popen(command, cwd=BASE_DIR, env=environment(), stdout=subprocess.PIPE, text=True)


def kill_storm(store: Path, kills: int) -> set[str]:
    """Photos acknowledged by processes that were each killed at a random moment of their work."""
    chance = random.Random(20)
    acknowledged = set()
    for _ in range(kills):
        child = taking_in(store, 1000)
        first = child.stdout.readline()
        time.sleep(chance.random())
        child.kill()
        said = first + child.stdout.read()
        child.wait()
        acknowledged |= {line.split()[1] for line in said.splitlines() if line.startswith("ACK") and len(line) == 68}
    return acknowledged


def check_the_store(acknowledged: set[str]) -> None:
    for sha256 in acknowledged:
        assert hashlib.sha256(places.blob(sha256).read_bytes()).hexdigest() == sha256
    blobs = {path.name: path.stat().st_size for path in (places.root() / "blobs").rglob("*") if path.is_file()}
    assert 0 not in blobs.values()
    named = set(Evidence.objects.values_list("sha256", flat=True))
    assert acknowledged <= named <= set(blobs)
    unreferenced = {path.name for path in sweeping.orphans(before=now() + timedelta(days=1))}
    assert unreferenced == set(blobs) - named
    sweeping.sweep(now=now() + timedelta(days=2), by=SYSTEM)
    assert {path.name for path in (places.root() / "blobs").rglob("*") if path.is_file()} == named


def test_what_was_acknowledged_survives_four_kills(store):
    acknowledged = kill_storm(store, 4)

    assert len(acknowledged) >= 4
    check_the_store(acknowledged)


@pytest.mark.slow
def test_what_was_acknowledged_survives_fifty_kills(store):
    acknowledged = kill_storm(store, 50)

    assert len(acknowledged) >= 50
    check_the_store(acknowledged)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_file_and_folder_are_flushed_before_the_acknowledgement(store, tmp_path):
    log = tmp_path / "strace"
    child = taking_in(store, 1, "strace", "-y", "-e", "trace=fsync,rename,renameat,renameat2,write", "-o", str(log))
    said = child.communicate(timeout=60)[0]

    sha256 = said.split()[1]
    calls = log.read_text().splitlines()
    acknowledged = next(number for number, call in enumerate(calls) if "ACK" in call)
    renamed = next(number for number, call in enumerate(calls) if "rename" in call and f'blobs/{sha256[:2]}/{sha256}"' in call)
    file_flushed = next(number for number, call in enumerate(calls) if call.startswith("fsync") and "/incoming/" in call)
    folder_flushed = next(
        number
        for number, call in enumerate(calls)
        if number > renamed and call.startswith("fsync") and f"/blobs/{sha256[:2]}>" in call
    )
    assert file_flushed < renamed < folder_flushed < acknowledged
