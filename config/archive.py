"""Backup and restore of a deployment: one consistent database dump, every evidence file by its hash, keys apart.

The manifest holds what must come back: rows per table as of the dump's own snapshot, and size and SHA-256 of every file.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from config import roles
from config.deployment import Deployment
from config.localdb import LocalDB, find_bin

MANIFEST = "manifest.json"
DUMP = "database.dump"


class BackupFailed(Exception):
    """What is wrong with the backup, or with the place it should go, and what would help."""


def back_up(deployment: Deployment, folder: Path, *, keys: Path | None = None) -> dict[str, Any]:
    """Write the backup and return its manifest.  Evidence already in `folder` from an earlier backup is not copied again."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "evidence").mkdir(exist_ok=True)
    woken = not deployment.external_url and deployment.server().ensure()
    try:
        tables = _dump(deployment.url_for("owner"), folder / DUMP)
    finally:
        if woken:
            deployment.server().stop()
    evidence = {
        relative: _copy_once(deployment.evidence / relative, folder / "evidence" / relative)
        for relative in _files(deployment.evidence)
    }
    manifest = {
        "database": {"sha256": hash_of(folder / DUMP), "size": (folder / DUMP).stat().st_size, "tables": tables},
        "evidence": evidence,
        "bytes": (folder / DUMP).stat().st_size + sum(item["size"] for item in evidence.values()),
    }
    _write_durably(folder / MANIFEST, json.dumps(manifest, indent=1, sort_keys=True).encode())
    if keys is not None:
        _copy_keys(deployment.keys, keys, folder)
    return manifest


def _dump(url: str, to: Path) -> dict[str, int]:
    """Dump with one exported snapshot, so that the counted rows are the dumped rows."""
    with psycopg.connect(url) as connection:
        connection.execute("set transaction isolation level repeatable read")
        (snapshot,) = connection.execute("select pg_export_snapshot()").fetchone() or ("",)
        command = [
            os.fspath(find_bin() / "pg_dump"),
            "-Fc",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            "-f",
            os.fspath(to),
        ]
        _run(command, url, "the database could not be dumped")
        counts = count_rows(connection)
    with open(to, "rb") as written:
        os.fsync(written.fileno())
    return counts


def count_rows(connection: psycopg.Connection) -> dict[str, int]:
    """Rows per table of the schema the application lives in."""
    names = [row[0] for row in connection.execute("select tablename from pg_tables where schemaname = 'public' order by 1")]
    return {name: _count(connection, name) for name in names}


def _count(connection: psycopg.Connection, table: str) -> int:
    row = connection.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0


def restore(folder: Path, data: Path, *, keys: Path | None = None) -> dict[str, Any]:
    """Bring a backup back to life in an empty data folder; `yingzhou up --data` starts it from there."""
    manifest = read_manifest(folder)
    if data.exists() and any(data.iterdir()):
        raise BackupFailed(f"{data} is not empty: a restore never writes over a deployment; name a new folder")
    deployment = Deployment(data=data.expanduser().resolve())
    deployment.make_folders()
    if keys is not None:
        shutil.copytree(keys, deployment.keys, dirs_exist_ok=True)
    server = deployment.server()
    server.ensure()
    try:
        answer = _bring_back(folder, manifest, server, deployment)
    finally:
        server.stop()
    return answer


def verify(folder: Path, *, keys: Path | None = None) -> dict[str, Any]:
    """Restore into a throw-away place, compare everything with the manifest, and keep nothing."""
    with tempfile.TemporaryDirectory(prefix="yingzhou-restore-") as scratch:
        Path(scratch).chmod(0o711)  # the database's own user must be able to walk through
        return {**restore(folder, Path(scratch) / "data", keys=keys), "verified": True}


def _bring_back(folder: Path, manifest: dict[str, Any], server: LocalDB, deployment: Deployment) -> dict[str, Any]:
    _compare(folder / DUMP, manifest["database"])
    roles.create(server.url("postgres"), deployment.keys)
    owner = deployment.url_for("owner")
    command = [os.fspath(find_bin() / "pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error"]
    database = conninfo_to_dict(owner)["dbname"]
    _run([*command, "-d", str(database), os.fspath(folder / DUMP)], owner, "the dump could not be read back")
    with psycopg.connect(owner) as connection:
        have = count_rows(connection)
    if wrong := {name: (rows, have.get(name)) for name, rows in manifest["database"]["tables"].items() if have.get(name) != rows}:
        raise BackupFailed(f"row counts differ after the restore (recorded, found): {wrong}")
    for relative, recorded in manifest["evidence"].items():
        target = deployment.evidence / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(folder / "evidence" / relative, target)
        _compare(target, recorded)
    return {
        "rows": sum(have.values()),
        "tables": len(have),
        "files": len(manifest["evidence"]),
        "bytes": manifest["bytes"],
        "verified": False,
    }


def read_manifest(folder: Path) -> dict[str, Any]:
    try:
        return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BackupFailed(f"{folder} holds no readable {MANIFEST}: is it a folder `yingzhou backup` wrote?") from error


def _compare(path: Path, recorded: dict[str, Any]) -> None:
    if not path.is_file():
        raise BackupFailed(f"{path.name} is missing from the backup")
    if path.stat().st_size != recorded["size"] or hash_of(path) != recorded["sha256"]:
        raise BackupFailed(f"{path.name} is not what was backed up: its size or SHA-256 differs")


def hash_of(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix()


def _copy_once(source: Path, target: Path) -> dict[str, Any]:
    recorded = {"size": source.stat().st_size, "sha256": hash_of(source)}
    if not target.exists() or target.stat().st_size != recorded["size"] or hash_of(target) != recorded["sha256"]:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_durably(target, source.read_bytes())
    return recorded


def _write_durably(path: Path, content: bytes) -> None:
    partial = path.with_name(f"{path.name}.partial")
    with open(partial, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _copy_keys(source: Path, target: Path, backup: Path) -> None:
    if target.resolve() == backup.resolve() or backup.resolve() in target.resolve().parents:
        raise BackupFailed("keys must not lie beside the backup they open: give --keys another place")
    for key in sorted(path for path in source.rglob("*") if path.is_file()):
        copy = target / key.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        copy.unlink(missing_ok=True)
        shutil.copy2(key, copy)
    for copy in target.glob("persons/*/*.key"):
        if not (source / copy.relative_to(target)).exists():
            copy.unlink()  # erased since the last copy: here too
    target.chmod(0o700)


def _run(command: list[str], url: str, failure: str) -> None:
    """Run a PostgreSQL tool against `url`; the password travels in the environment, where other users cannot read it."""
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    given = {names[key]: str(value) for key, value in conninfo_to_dict(url).items() if key in names}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8", **given})  # noqa: S603
    if done.returncode:
        raise BackupFailed(f"{failure}: {done.stderr.strip()[-500:]}")
