"""The sealer of a real deployment: its own process, its own role; the web's role can add lines and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from config.deployment import Deployment
from tests.operations.conftest import ROOT


def run(deployment: Deployment, role: str, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("YINGZHOU_")} | deployment.environment(
        role
    )
    return subprocess.run(
        [sys.executable, "-m", "yingzhou.cli", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def add_lines(deployment: Deployment, count: int) -> None:
    with psycopg.connect(deployment.url_for("app")) as connection:
        for _ in range(count):
            connection.execute(
                "insert into trail_event (verb, actor, subject_kind, facts) values ('house.seal', 'system:test', '', '{}')"
            )


def test_what_the_web_writes_the_sealer_seals_and_an_export_proves(deployment: Deployment, tmp_path: Path):
    add_lines(deployment, 5)

    sealed = run(deployment, "seal", "sealer", "--once")
    exported = run(deployment, "app", "trail", "export", str(tmp_path / "trail"), "--json")
    verified = run(
        deployment,
        "app",
        *("trail", "verify", str(tmp_path / "trail"), "--json"),
        *("--heads", str(deployment.spool / "heads"), "--keys", str(deployment.keys / "seal")),
    )

    assert (sealed.returncode, sealed.stderr) == (0, "")
    assert (exported.returncode, json.loads(exported.stdout)["entries"] >= 5) == (0, True)
    answer = json.loads(verified.stdout)
    assert (answer["ok"], answer["keys"], answer["entries"]) == (True, "given", json.loads(exported.stdout)["entries"])


@pytest.mark.parametrize("role", ["app", "worker", "report"])
@pytest.mark.parametrize(
    "statement",
    [
        "insert into trail_seal (number, at, size, high, head, head_hash, signature) values (99, now(), 1, 1, '', '', '')",
        "insert into trail_leaf (event_id, seal_id, position, hash) values (1, 1, 99, '')",
        "update trail_event set actor = ''",
        "delete from trail_leaf",
        "truncate trail_event",
        "alter table trail_event disable trigger all",
        "update evidence_evidence set sha256 = ''",
    ],
)
def test_nobody_but_the_sealer_seals_and_nobody_changes(deployment: Deployment, role: str, statement: str):
    with (
        psycopg.connect(deployment.url_for(role)) as connection,
        pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.RaiseException)),
    ):
        connection.execute(statement)
