"""Fixtures every test may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.db.models.signals import post_migrate
from pytest_django.plugin import DjangoDbBlocker

from tests.web.browser import browser, live, page, sign_in
from yingzhou.base.limits import apart

__all__ = ["browser", "live", "page", "sign_in"]

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    missing = pytest.mark.skip(reason="the folder of shared real data is not beside the checkout")
    for item in items:
        if item.get_closest_marker("shared") is not None:
            item.add_marker(missing)


@pytest.fixture(autouse=True)
def _nothing_taken_from_the_limits_before(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What a test takes is committed beside its transaction; take it back, and let the database be dropped at the end."""
    yield
    if apart.is_open():
        with django_db_blocker.unblock():
            apart.row("delete from limits_bucket", {})
            apart.row("delete from limits_daykey", {})
        apart.close_everywhere()


def _let_tests_empty_what_only_grows(using: str, **_: object) -> None:
    """Tests that commit are cleaned up by TRUNCATE, which those tables refuse.  Changing and deleting stay refused."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, tgname from pg_trigger where tgname like '%_no_truncate' and tgenabled <> 'D'"
        )
        for table, trigger in cursor.fetchall():
            cursor.execute(f"alter table {table} disable trigger {trigger}")


post_migrate.connect(_let_tests_empty_what_only_grows, dispatch_uid="tests.empty")
