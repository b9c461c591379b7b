"""Queries that every page asks, built by the framework once a process and only sent afterwards.

Putting a statement together costs several times what sending it does.  The statement is built once for each shape of its
arguments (types, and how many of each list) with a stand-in for every value, and kept with the places of the values.

A prepared query may not decide anything by a value, only by a type or a length: the next value gets the same statement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

#: Stand-ins: values no query of ours says of itself.
A_NUMBER, A_YEAR, AN_ID = 1_999_000_000, 9_000, 0x5EED << 100

Values = tuple[Any, ...]
Build = Callable[..., QuerySet[Any, Any]]


@dataclass(frozen=True)
class Statement:
    """A statement, what it is sent with (a stand-in's name for each value, or a value of its own) and how rows are read."""

    sql: str
    sent: tuple[tuple[str | None, Any], ...]
    read: Callable[[list[Values]], list[Values]]


def prepared(build: Build) -> Callable[..., list[Values]]:
    """`build(**values)` returns a `values_list` of plain columns; calling the result returns its rows as tuples.

    A value is a number, text, day, id, or a tuple of them, by name.
    """
    known: dict[Any, Statement | None] = {}

    @wraps(build)
    def rows(**values: Any) -> list[Values]:
        flat = _flat(values)
        shape = tuple((name, type(value)) for name, value in flat.items()), tuple(values)
        if shape not in known:
            known[shape] = _statement(build, values)
        statement = known[shape]
        if statement is None:
            return []
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, [own if name is None else flat[name] for name, own in statement.sent])
            return statement.read(cursor.fetchall())

    return rows


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Each value under its name, those of a tuple under name and place."""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, tuple):
            flat.update({f"{name}.{place}": one for place, one in enumerate(value)})
        else:
            flat[name] = value
    return flat


def _statement(build: Build, values: Mapping[str, Any]) -> Statement | None:
    """The statement for values of this shape; None where the framework sees that nothing can be found."""
    names = {name: _stand_in(value, place) for place, (name, value) in enumerate(_flat(values).items())}
    stood_in = {
        name: tuple(names[f"{name}.{place}"] for place in range(len(value))) if isinstance(value, tuple) else names[name]
        for name, value in values.items()
    }
    compiler = build(**stood_in).query.get_compiler(connection=connection)
    try:
        sql, sent = compiler.as_sql()
    except EmptyResultSet:
        return None
    converters = compiler.get_converters([column[0] for column in compiler.select])
    name_of = {(str(value), isinstance(value, str)): name for name, value in names.items()}
    places = tuple((name_of.get((str(value), isinstance(value, str))), value) for value in sent)
    assert {name for name, _own in places if name} == set(names), "a value got lost, or was changed, on its way to the statement"

    def read(rows: list[Values]) -> list[Values]:
        return [tuple(row) for row in compiler.apply_converters(rows, converters)] if converters else rows

    return Statement(sql, places, read)


def _stand_in(value: Any, place: int) -> Any:
    match value:
        case int():
            return A_NUMBER + place
        case str():
            return f"\x01{place}"
        case date():
            return date(A_YEAR + place, 1, 1)
        case UUID():
            return UUID(int=AN_ID + place)
    raise TypeError(f"cannot prepare for a {type(value).__name__}")
