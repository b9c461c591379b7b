"""Five database roles, so that a taken-over web process can neither rewrite history nor change a table (D6, D7, S04).

owner   owns the tables, runs migrations; nothing else ever connects as it
app     the web process: reads and writes rows, only adds to append-only tables
worker  jobs: as app, with time for long work
report  reads only, few connections
seal    reads the trail and adds seals
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

DATABASE = "yingzhou"


@dataclass(frozen=True)
class Limits:
    """What a role may take: connections at once, and how long a statement, a lock or an idle transaction may last."""

    connections: int
    statement: str
    lock: str = "5s"
    idle_in_transaction: str = "15s"


ROLES: dict[str, Limits] = {
    "owner": Limits(connections=10, statement="0", lock="10s", idle_in_transaction="0"),
    "app": Limits(connections=60, statement="15s"),
    "worker": Limits(connections=20, statement="15min", lock="30s", idle_in_transaction="5min"),
    "report": Limits(connections=5, statement="15s"),
    "seal": Limits(connections=5, statement="60s"),
}


def name_of(role: str) -> str:
    return f"yingzhou_{role}"


def password_of(role: str, keys: Path) -> str:
    """The role's password, made at first use and kept in a file only its owner reads."""
    path = keys / f"db_{role}"
    if not path.exists():
        path.touch(0o600)
        path.write_text(secrets.token_urlsafe(24) + "\n")
        path.chmod(0o400)
    return path.read_text().strip()


def create(superuser_url: str, keys: Path) -> None:
    """Make the roles and the database, or bring them up to date.  Running it again changes nothing."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        have = {row[0] for row in connection.execute("select rolname from pg_roles")}
        for role, limits in ROLES.items():
            verb = sql.SQL("alter role" if name_of(role) in have else "create role")
            connection.execute(
                sql.SQL("{} {} login nosuperuser nocreatedb nocreaterole noreplication connection limit {} password {}").format(
                    verb, sql.Identifier(name_of(role)), sql.Literal(limits.connections), sql.Literal(password_of(role, keys))
                )
            )
            _limit(connection, role, limits)
        owner = sql.Identifier(name_of("owner"))
        if connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
            connection.execute(sql.SQL("alter database {} owner to {}").format(sql.Identifier(DATABASE), owner))
        else:
            connection.execute(sql.SQL("create database {} owner {}").format(sql.Identifier(DATABASE), owner))


def _limit(connection: psycopg.Connection, role: str, limits: Limits) -> None:
    for setting, value in (
        ("statement_timeout", limits.statement),
        ("lock_timeout", limits.lock),
        ("idle_in_transaction_session_timeout", limits.idle_in_transaction),
    ):
        connection.execute(
            sql.SQL("alter role {} set {} = {}").format(
                sql.Identifier(name_of(role)),
                sql.SQL(setting),
                sql.Literal(value),  # a name from the list above
            )
        )


def grant(owner_url: str, *, append_only: Iterable[str], sealing: Iterable[str]) -> None:
    """Hand out rights on the tables as they are now; run after every migration.

    `append_only` tables take INSERT and SELECT from everyone; `sealing` tables are written by the sealer alone.
    """
    everyone = sql.SQL(", ").join(sql.Identifier(name_of(role)) for role in ROLES if role != "owner")
    writers = sql.SQL(", ").join(sql.Identifier(name_of(role)) for role in ("app", "worker"))
    seal = sql.Identifier(name_of("seal"))
    with psycopg.connect(owner_url) as connection:
        run = connection.execute
        run(sql.SQL("revoke all on schema public from public"))
        run(sql.SQL("grant usage on schema public to {}").format(everyone))
        run(sql.SQL("grant select on all tables in schema public to {}").format(everyone))
        run(sql.SQL("grant usage, select on all sequences in schema public to {}, {}").format(writers, seal))
        run(sql.SQL("grant insert, update, delete on all tables in schema public to {}").format(writers))
        for table in sorted(append_only):
            run(sql.SQL("revoke update, delete, truncate on {} from {}").format(sql.Identifier(table), writers))
        for table in sorted(sealing):
            run(sql.SQL("revoke insert, update, delete, truncate on {} from {}").format(sql.Identifier(table), writers))
            run(sql.SQL("grant insert on {} to {}").format(sql.Identifier(table), seal))
        run(sql.SQL("grant execute on all functions in schema public to {}").format(everyone))
