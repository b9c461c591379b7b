"""Writing many rows: COPY with keys taken from the sequence first, so that rows can name one another."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb


def reserve(model: type[models.Model], count: int) -> list[int]:
    """Primary keys nobody else will get."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [model._meta.db_table, count]
        )
        return [row[0] for row in cursor.fetchall()]


def copy(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows into the model's table; mappings and lists become JSON."""
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as out:
        for row in rows:
            out.write_row([Jsonb(value) if isinstance(value, dict | list) else value for value in row])


def make_uuid(draw: random.Random) -> uuid.UUID:
    """A random id from the seed."""
    return uuid.UUID(int=draw.getrandbits(128), version=4)
