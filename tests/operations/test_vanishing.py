"""Nothing vanishes (G03): whoever deletes a filing or calls it something else, the receipt in the citizen's hand shows it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.deployment import Deployment
from yingzhou.base.trail.verify_trail import verify_receipt

ROOT = Path(__file__).resolve().parent.parent.parent
FILINGS = 120
ATTACKED = 100
#: What hangs on a matter, in the order in which it can be taken away.
OF_A_CASE = ("disputes_dispute", "cases_trackingcode", "cases_move")
DELETE = (
    "delete from disputes_dispute where case_id = {0}; delete from cases_trackingcode where case_id = {0};"
    " delete from cases_case where id = {0}; set constraints all immediate"
)
ALL_ROWS = "alter table {} disable trigger user"


def run(deployment: Deployment, role: str, *command: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("YINGZHOU_")}
    environment |= deployment.environment(role)
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture
def signer(deployment: Deployment) -> Iterator[None]:
    environment = {**os.environ, **deployment.environment("report")}
    process = subprocess.Popen([sys.executable, "-m", "yingzhou.cli", "signer"], cwd=ROOT, env=environment)
    for _ in range(200):
        if (deployment.spool / "signer.sock").exists():
            break
        time.sleep(0.1)
    yield
    process.send_signal(signal.SIGTERM)
    process.wait(10)


def as_app(connection: psycopg.Connection, case: int) -> str:
    """The web process, taken over: it may not delete, so it calls the matter something else."""
    for table in (*OF_A_CASE[2:], "trail_event", "trail_signedreceipt", "trail_receiptsignature"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
            connection.execute(f"delete from {table}")
    with pytest.raises(psycopg.errors.ForeignKeyViolation), connection.transaction():
        connection.execute(DELETE.format(case))
    connection.execute("update cases_case set kind = 'demand' where id = %s", [case])
    return "re-typed by the web process"


def as_owner_changing(connection: psycopg.Connection, case: int) -> str:
    """The owner of the database: another kind, also on the trail and in the stored receipt."""
    connection.execute("update cases_case set kind = 'demand' where id = %s", [case])
    connection.execute(
        "update trail_event set facts = facts || '{\"kind\": \"demand\"}' where verb = 'case.open'"
        " and subject_id = (select public_id from cases_case where id = %s)",
        [case],
    )
    connection.execute(
        "update trail_signedreceipt set text = replace(text, 'dispute', 'demand')"
        " where subject_id = (select public_id from cases_case where id = %s)",
        [case],
    )
    return "re-typed with its trail by the owner"


def as_owner_deleting(connection: psycopg.Connection, case: int) -> str:
    """The owner of the database: everything that ever named the matter."""
    about = connection.execute("select public_id from cases_case where id = %s", [case]).fetchone()[0]
    own = connection.execute("select id, event_id from trail_signedreceipt where subject_id = %s", [about]).fetchone()
    for table in OF_A_CASE:
        connection.execute(f"delete from {table} where case_id = %s", [case])
    connection.execute("delete from cases_case where id = %s", [case])
    connection.execute("delete from trail_receiptsignature where receipt_id = %s", [own[0]])
    connection.execute("delete from trail_signedreceipt where id = %s", [own[0]])
    connection.execute("delete from trail_leaf where event_id = %s", [own[1]])
    connection.execute("delete from trail_event where id = %s", [own[1]])
    return "deleted without a trace by the owner"


@pytest.mark.usefixtures("signer")
def test_a_hundred_filings_made_to_disappear_are_all_found(deployment: Deployment, tmp_path: Path):
    run(deployment, "app", "tests.operations.citizens", "file", str(tmp_path), str(FILINGS))
    run(deployment, "seal", "yingzhou.cli", "sealer", "--once")
    run(deployment, "app", "tests.operations.citizens", "take", str(tmp_path))
    assert json.loads(run(deployment, "app", "tests.operations.citizens", "ask", str(tmp_path))) == []
    chance = random.Random(7)
    with psycopg.connect(deployment.url_for("owner")) as owner:
        cases = dict(owner.execute("select id, number from cases_case where kind = 'dispute'").fetchall())
    chosen = chance.sample(sorted(cases), ATTACKED)

    done = {case: chance.choice((as_app, as_owner_changing, as_owner_deleting)) for case in chosen}
    with psycopg.connect(deployment.url_for("app")) as app:
        told = [attack(app, case) for case, attack in done.items() if attack is as_app]
    with psycopg.connect(deployment.url_for("owner"), autocommit=True) as owner:
        for table in ("trail_event", "trail_signedreceipt", "trail_receiptsignature", "trail_leaf", "cases_move"):
            owner.execute(ALL_ROWS.format(table))
        told += [attack(owner, case) for case, attack in done.items() if attack is not as_app]
        for table in ("trail_event", "trail_signedreceipt", "trail_receiptsignature", "trail_leaf", "cases_move"):
            owner.execute(ALL_ROWS.format(table).replace("disable", "enable"))

    found = json.loads(run(deployment, "app", "tests.operations.citizens", "ask", str(tmp_path)))
    print({how: told.count(how) for how in set(told)}, f"found {len(found)} of {ATTACKED}")
    # a leaf that was taken away also shows on the other receipts of its batch: none of the hundred may be missing
    assert sorted({cases[case] for case in chosen} - set(found)) == []
    assert all(verify_receipt(path.read_bytes())["ok"] for path in tmp_path.iterdir())
