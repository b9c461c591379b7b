"""S19: twenty people are erased: unreadable in the live database and in a restored backup, and the trail still verifies."""

from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection

from config.localdb import find_bin
from tests.factories.cases import make_town
from tests.factories.tipoffs import told
from tests.factories.whistleblowers import Person
from yingzhou.base.clock import now
from yingzhou.base.secrets import keys, persons
from yingzhou.base.secrets.ciphers import Token, unseal_with
from yingzhou.base.trail import exporting
from yingzhou.base.trail.sealing import seal
from yingzhou.base.trail.verify_trail import verify
from yingzhou.work.disputes.actions import ToldBy, erase_informant, register_tipoff
from yingzhou.work.disputes.models import Informant

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PEOPLE, ERASED = 25, 20
COLUMNS = ("name", "phone", "address", "id_number")


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, settings: object) -> None:
    settings.KEYS_DIR, settings.SPOOL_DIR = tmp_path / "keys", tmp_path / "spool"  # type: ignore[attr-defined]
    keys.ensure(django_settings.KEYS_DIR)


def server() -> dict[str, str]:
    """How the tests' own server is reached."""
    connection.ensure_connection()
    info = connection.connection.info
    return {"host": info.host, "port": str(info.port), "user": info.user, "password": info.password}


def environment() -> dict[str, str]:
    return {**os.environ, **{f"PG{name.upper()}": value for name, value in server().items() if value}}


def run(*command: str) -> None:
    done = subprocess.run([str(find_bin() / command[0]), *command[1:]], env=environment(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def opened(public_id: UUID, values: dict[str, str]) -> list[str]:
    """What can still be read of one row of the vault, with every key there is."""
    found = []
    for column, token in values.items():
        try:
            place = f"disputes_informant.{column}.{public_id}"
            found.append(unseal_with(persons.key_of(public_id), Token(token), place=place))
        except persons.PersonErased:
            continue
    return found


def vault(database: str) -> dict[UUID, dict[str, str]]:
    with psycopg.connect(dbname=database, **server()) as copy:
        rows = copy.execute(f"select public_id, {', '.join(COLUMNS)} from disputes_informant").fetchall()
    return {row[0]: dict(zip(COLUMNS, row[1:], strict=True)) for row in rows}


def test_twenty_people_are_gone_here_and_in_the_backup_and_the_trail_still_verifies(tmp_path: Path):
    town = make_town()
    people = [Person(number) for number in range(PEOPLE)]
    tipoffs = [register_tipoff(told=told(), told_by=ToldBy(*one.secrets[:4]), business=town.shop, by=town.song) for one in people]
    ids = [Informant.objects.get(tipoff=tipoff).public_id for tipoff in tipoffs]
    live, restored, dump = connection.settings_dict["NAME"], "yingzhou_restored", tmp_path / "backup.dump"
    run("pg_dump", "-Fc", "-f", str(dump), live)
    assert all(len(opened(pid, vault(live)[pid])) == len(COLUMNS) for pid in ids)

    for tipoff in tipoffs[:ERASED]:
        erase_informant(tipoff=tipoff, by=town.song)
    run("createdb", restored)
    try:
        run("pg_restore", "--no-owner", "-d", restored, str(dump))
        back = vault(restored)
    finally:
        run("dropdb", "--if-exists", restored)

    here = vault(live)
    assert [len(opened(pid, back[pid])) for pid in ids] == [0] * ERASED + [len(COLUMNS)] * (PEOPLE - ERASED)
    assert [set(here[pid].values()) for pid in ids[:ERASED]] == [{""}] * ERASED
    assert all(back[pid]["name"] for pid in ids)  # the backup does hold what nobody can open any more
    seal(now())
    exported = io.BytesIO()
    exporting.write(exported)
    exported.seek(0)
    answer = verify(exported)
    assert (answer["ok"], answer["first_fault"]) == (True, None)
