"""A connection beside the request's own.

What was taken stays taken when the request is rolled back: a refused sign-in undoes its transaction, and must not undo
the count of sign-ins.  One connection a thread, outside the pool, so that a full pool cannot lock the limiter out.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any
from weakref import WeakSet

from django.db import InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

_here = threading.local()
_open: WeakSet[BaseDatabaseWrapper] = WeakSet()


def row(sql: str, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Run one statement in a transaction of its own; its first row, if it returns one.  Connects again once if need be."""
    try:
        return _run(sql, values)
    except (OperationalError, InterfaceError):
        close()
        return _run(sql, values)


def _run(sql: str, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    here = _connection()
    _open.add(here)
    with here.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone() if cursor.description else None


def _connection() -> BaseDatabaseWrapper:
    found: BaseDatabaseWrapper | None = getattr(_here, "connection", None)
    if found is None:
        found = connection.copy()
        found.settings_dict["OPTIONS"].pop("pool", None)
        found.inc_thread_sharing()
        _here.connection = found
    return found


def close() -> None:
    """Close the connection of this thread."""
    found: BaseDatabaseWrapper | None = getattr(_here, "connection", None)
    if found is not None:
        found.close()
        _here.connection = None
        _open.discard(found)


def close_everywhere() -> None:
    """Close the connections of all threads (before the database is dropped or the process forks)."""
    for found in list(_open):
        found.close()
    _open.clear()


def is_open() -> bool:
    """Whether any thread has taken anything through a connection of its own."""
    return bool(_open)
