"""The second wall (S03): the web's own role finds no report, unless the transaction says for whom it looks."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest

from config.deployment import Deployment

TABLES = ("disputes_tipoff", "disputes_informant", "disputes_release", "disputes_tipoffmove", "disputes_tipoffpaper")
SEALED = "platform_number, came_with, target_name, target_address, facts, found, reason"
INSERT = (
    f"insert into disputes_tipoff (public_id, number, state, channel, received_on, matter, {SEALED}, unit_id)"
    " values (%s, %s, 'received', 'hotline', current_date, 'other', '', '', '', '', '', '', '', %s) returning id"
)

DEPARTMENT = (
    "insert into network_organization (public_id, kind, name, code, code_series, aliases, since, is_illustrative, is_demo)"
    " values (%s, 'department', %s, '', '', '[]', '2024-01-01', false, false) returning id"
)


@pytest.fixture
def two_units(deployment: Deployment) -> Iterator[tuple[int, int]]:
    """A report and its informant in each of two departments, put there by the owner, who stands outside."""
    with psycopg.connect(deployment.url_for("owner")) as owner:
        units = [owner.execute(DEPARTMENT, [uuid4(), f"科室{number}"]).fetchone()[0] for number in range(2)]
        for unit in units:
            tipoff = owner.execute(INSERT, [uuid4(), uuid4().hex[:12], unit]).fetchone()[0]
            owner.execute(
                "insert into disputes_informant (public_id, tipoff_id, name, phone, address, id_number, phone_mark, id_mark)"
                " values (%s, %s, 'x', '', '', '', '', '')",
                [uuid4(), tipoff],
            )
    yield units[0], units[1]
    with psycopg.connect(deployment.url_for("owner")) as owner:
        owner.execute("delete from disputes_informant")
        owner.execute("delete from disputes_tipoff")
        owner.execute("delete from network_organization where id = any(%s)", [list(units)])


def count(connection: psycopg.Connection, table: str) -> int:
    return int(connection.execute(f"select count(*) from {table}").fetchone()[0])


@pytest.mark.parametrize("role", ["app", "worker", "report", "seal"])
def test_no_working_role_finds_a_report_by_itself(deployment: Deployment, two_units: tuple[int, int], role: str):
    with psycopg.connect(deployment.url_for(role)) as connection:
        assert [count(connection, table) for table in TABLES] == [0] * len(TABLES)


def test_a_transaction_finds_what_it_says_it_looks_for_and_the_next_one_nothing(
    deployment: Deployment, two_units: tuple[int, int]
):
    with psycopg.connect(deployment.url_for("app")) as connection:
        connection.execute("select set_config('yingzhou.tipoffs_units', %s, true)", [f"{{{two_units[0]}}}"])
        seen = [count(connection, table) for table in TABLES[:2]]
        connection.commit()
        after = [count(connection, table) for table in TABLES[:2]]

    assert (seen, after) == ([1, 1], [0, 0])


def test_nobody_writes_a_report_past_the_wall(deployment: Deployment, two_units: tuple[int, int]):
    with psycopg.connect(deployment.url_for("app")) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(INSERT, [uuid4(), "x", two_units[0]])


def test_a_dump_by_the_owner_holds_them(deployment: Deployment, two_units: tuple[int, int]):
    with psycopg.connect(deployment.url_for("owner")) as owner:
        assert count(owner, "disputes_informant") == 2
