"""Every job may run twice: the second run changes nothing and tells nobody anything."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import connection

from tests.factories.jobs import SCENES
from yingzhou.base.jobs.tasks import JOBS

OURS = sorted(name for name, job in JOBS.items() if job.function.__module__.startswith("yingzhou."))


def everything() -> dict[str, list[str]]:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        tables = [table for table in connection.introspection.table_names(cursor) if not table.startswith("procrastinate_events")]
        rows = {}
        for table in tables:
            cursor.execute(f'select whole::text from "{table}" whole order by 1')
            rows[table] = [text for (text,) in cursor.fetchall()]
        return rows


def test_every_job_has_a_scene():
    assert sorted(set(OURS) - set(SCENES)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", OURS)
def test_the_second_run_changes_nothing(name):
    ids = SCENES[name]()
    JOBS[name](**ids)
    once, told = everything(), len(mail.outbox)

    JOBS[name](**ids)

    assert everything() == once
    assert len(mail.outbox) == told
