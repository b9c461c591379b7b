"""Only plain values pass the counter window (public.py), all the way down."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import importlib
import inspect
import pkgutil
import types
import typing
import uuid

import yingzhou.work

PLAIN = (str, int, bool, float, bytes, type(None), datetime.date, datetime.datetime, decimal.Decimal, uuid.UUID, enum.Enum)


def windows() -> list[types.ModuleType]:
    found = []
    for room in pkgutil.iter_modules(yingzhou.work.__path__, "yingzhou.work."):
        try:
            found.append(importlib.import_module(f"{room.name}.public"))
        except ModuleNotFoundError as error:
            if error.name != f"{room.name}.public":
                raise
    return found


def is_plain(kind: object, seen: frozenset[type] = frozenset()) -> bool:
    if kind is inspect.Signature.empty or isinstance(kind, str):
        return False
    origin = typing.get_origin(kind)
    if origin is not None:
        return all(item is Ellipsis or is_plain(item, seen) for item in typing.get_args(kind))
    if not isinstance(kind, type):
        return kind is None
    if kind in seen or kind in {tuple, list, dict, frozenset}:
        return True
    if dataclasses.is_dataclass(kind):
        frozen = kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
        hints = typing.get_type_hints(kind)
        return frozen and all(is_plain(hints[field.name], seen | {kind}) for field in dataclasses.fields(kind))
    return issubclass(kind, PLAIN)


def test_only_plain_values_leave_the_window():
    leaking = [
        f"{module.__name__}.{name}"
        for module in windows()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if not is_plain(typing.get_type_hints(function).get("return", inspect.Signature.empty))
    ]

    assert leaking == []
