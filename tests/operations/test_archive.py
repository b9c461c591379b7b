"""A backup that was never restored is a hope."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
import pytest

from config import archive
from config.deployment import Deployment


@pytest.fixture
def backup(deployment: Deployment, tmp_path: Path) -> Path:
    with psycopg.connect(deployment.url_for("app")) as connection:
        connection.execute(
            "insert into trail_event (verb, actor, subject_kind, facts) values ('house.copy', 'system:test', '', '{}')"
        )
    photo = deployment.evidence / "ab" / "abcd"
    photo.parent.mkdir(exist_ok=True)
    photo.write_bytes(b"a photo")
    archive.back_up(deployment, tmp_path / "backup", keys=tmp_path / "keys")
    return tmp_path / "backup"


def test_everything_comes_back(backup: Path):
    recorded = json.loads((backup / "manifest.json").read_text())

    answer = archive.verify(backup)

    assert answer["verified"] is True
    assert answer["rows"] == sum(recorded["database"]["tables"].values())
    assert answer["files"] == len(recorded["evidence"])


def test_a_changed_photo_is_found_and_named(backup: Path):
    (backup / "evidence" / "ab" / "abcd").write_bytes(b"another photo")

    with pytest.raises(archive.BackupFailed, match="abcd is not what was backed up"):
        archive.verify(backup)


def test_keys_never_lie_beside_the_backup_they_open(deployment: Deployment, tmp_path: Path):
    with pytest.raises(archive.BackupFailed, match="keys must not lie beside"):
        archive.back_up(deployment, tmp_path / "backup", keys=tmp_path / "backup" / "keys")


def test_a_restore_never_writes_over_a_deployment(backup: Path, deployment: Deployment):
    with pytest.raises(archive.BackupFailed, match="is not empty"):
        archive.restore(backup, deployment.data)


def test_a_folder_that_is_no_backup_is_refused_in_words(tmp_path: Path):
    with pytest.raises(archive.BackupFailed, match=r"no readable manifest\.json"):
        archive.read_manifest(tmp_path)


def test_a_second_backup_copies_only_what_is_new(backup: Path, deployment: Deployment):
    before = (backup / "evidence" / "ab" / "abcd").stat().st_mtime_ns

    archive.back_up(deployment, backup)

    assert (backup / "evidence" / "ab" / "abcd").stat().st_mtime_ns == before
