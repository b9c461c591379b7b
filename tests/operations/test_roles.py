"""What a taken-over process could do to the database: nothing that matters (S04)."""

from __future__ import annotations

import psycopg
import pytest

from config.deployment import Deployment

FORBIDDEN = [
    "update trail_event set actor = 'nobody'",
    "delete from trail_event",
    "truncate trail_event",
    "alter table trail_event disable trigger all",
    "set session_replication_role = replica",
    "copy trail_event to program 'cat'",
    "create extension hstore",
    "set role yingzhou_owner",
    "create table mine (id int)",
    "drop table trail_event",
]


@pytest.mark.parametrize("role", ["app", "worker", "seal", "report"])
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_no_working_role_can_rewrite_history_or_change_a_table(deployment: Deployment, role: str, statement: str):
    with psycopg.connect(deployment.url_for(role)) as connection, pytest.raises(psycopg.Error):
        connection.execute(statement)


def test_the_web_process_may_add_to_the_trail(deployment: Deployment):
    with psycopg.connect(deployment.url_for("app")) as connection:
        connection.execute(
            "insert into trail_event (verb, actor, subject_kind, facts) values ('house.build', 'system:test', '', '{}')"
        )
        row = connection.execute("select count(*) from trail_event where verb = 'house.build'").fetchone()

    assert row == (1,)


def test_every_role_has_a_limit_on_what_may_hang(deployment: Deployment):
    shown = {}
    for role in ("app", "worker", "report", "seal"):
        with psycopg.connect(deployment.url_for(role)) as connection:
            names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
            shown[role] = [connection.execute(f"show {name}").fetchone()[0] for name in names]

    assert all("0" not in values for values in shown.values()), shown


def test_the_cluster_keeps_checksums_and_its_password_to_itself(deployment: Deployment):
    password = deployment.data / "pg" / "password"
    with psycopg.connect(deployment.url_for("app")) as connection:
        checksums = connection.execute("show data_checksums").fetchone()

    assert (checksums, password.stat().st_mode & 0o077) == (("on",), 0)
