"""A durable PostgreSQL of its own for a benchmark, migrated, gone afterwards."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from config.localdb import LocalDB


@contextlib.contextmanager
def server(*, durable: bool = True) -> Iterator[str]:
    """The URL of a fresh server (fsync on unless told otherwise)."""
    with tempfile.TemporaryDirectory(prefix="yingzhou-bench-") as folder:
        Path(folder).chmod(0o711)
        database = LocalDB(Path(folder) / "pg", durable=durable)
        database.ensure()
        try:
            yield database.url()
        finally:
            database.stop()


@contextlib.contextmanager
def application(*, durable: bool = True) -> Iterator[str]:
    """The same, with Django set up on it and every table made.  Once a process: Django is configured only once."""
    with server(durable=durable) as url, tempfile.TemporaryDirectory(prefix="yingzhou-bench-data-") as data:
        os.environ.update(DATABASE_URL=url, YINGZHOU_DATA=data, YINGZHOU_TESTING="1", DJANGO_SETTINGS_MODULE="config.settings")
        import django
        from django.core.management import call_command

        django.setup()
        from config.env import KEYS_DIR
        from yingzhou.base.secrets import keys

        keys.ensure(KEYS_DIR)
        call_command("migrate", verbosity=0)
        yield url
        from django.db import connections

        connections.close_all()
