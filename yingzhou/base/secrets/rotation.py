"""Moving to a newer key while the house is open: new key, rows re-sealed in batches, old key away when nothing needs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from yingzhou.base.actors import Actor
from yingzhou.base.refusals import Refusal
from yingzhou.base.secrets import keys, persons
from yingzhou.base.secrets.fields import SealedField, sealed_for
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _


class KeyStillUsed(Refusal):
    reason = _("密钥{key_id}仍有{rows}处数据在用，不能删除")
    mend = _("先完成换密，再删除旧密钥")


def sealed_columns() -> Iterator[tuple[type[models.Model], SealedField]]:
    """Every sealed column of every installed app."""
    for model in apps.get_models():
        for column in model._meta.local_concrete_fields:
            if isinstance(column, SealedField):
                yield model, column


def rotate(purpose: str, *, by: Actor) -> keys.Key:
    """A new key for a purpose, current from now on.  Nothing is re-sealed yet: `reseal()` does that, at its own pace."""
    algorithm = settings.FIELD_ALGORITHM if purpose == "field" else ""
    key = keys.add(Path(settings.KEYS_DIR), purpose, algorithm=algorithm)
    record("key.rotate", None, by=by, purpose=purpose, key=key.id, algorithm=key.algorithm)
    return key


def reseal(*, batch: int = 500) -> int:
    """Re-seal every value not yet under the current key; how many were.  Each batch commits on its own.

    A row changed meanwhile is left to its writer (who used the current key): the update names the old value.
    """
    return persons.rewrap() + sum(_reseal_column(model, column, batch) for model, column in sealed_columns())


def _reseal_column(model: type[models.Model], column: SealedField, batch: int) -> int:
    current = keys.keyring().current("field")
    prefix = f"{current.algorithm}.{current.id}."
    moved, last = 0, 0
    while True:
        rows = _rows_of_older_keys(model, column, prefix, after=last, limit=batch)
        if not rows:
            return moved
        moved += sum(_reseal_row(model, column, pk, token) for pk, token in rows)
        last = rows[-1][0]


def _rows_of_older_keys(
    model: type[models.Model], column: SealedField, prefix: str, *, after: int, limit: int
) -> list[tuple[int, str]]:
    table, name, key = _names(model, column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {key}, {name} from {table}"  # noqa: S608  names of our own models
            f" where {key} > %s and {name} <> '' and not starts_with({name}, %s)"
            f" and split_part({name}, '.', 2) <> %s order by {key} limit %s",
            [after, prefix, persons.PERSON, limit],
        )
        return cursor.fetchall()


def _reseal_row(model: type[models.Model], column: SealedField, pk: int, token: str) -> int:
    row = model._default_manager.only("public_id", column.name).filter(pk=pk).first()
    if row is None:
        return 0
    fresh = sealed_for(model, column.name, row.public_id, getattr(row, column.name))  # type: ignore[attr-defined]
    table, name, key = _names(model, column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {table} set {name} = %s where {key} = %s and {name} = %s",  # noqa: S608
            [str(fresh), pk, token],
        )
        return cursor.rowcount


def _names(model: type[models.Model], column: SealedField) -> tuple[str, str, str]:
    """Table, column and primary key, quoted for SQL."""
    quote = connection.ops.quote_name
    return quote(model._meta.db_table), quote(str(column.column)), quote(str(model._meta.pk.column))


def rows_by_key() -> Counter[str]:
    """Key id → how many values are sealed with it, keys of persons included."""
    found: Counter[str] = persons.wrapped_by()
    for model, column in sealed_columns():
        table, name, _key = _names(model, column)
        with connection.cursor() as cursor:
            cursor.execute(
                f"select split_part({name}, '.', 2), count(*) from {table} where {name} <> '' group by 1"  # noqa: S608
            )
            found.update(dict(cursor.fetchall()))
    return found


def retire(key_id: str, *, by: Actor) -> None:
    """Remove an old field key; refused while one value still needs it."""
    rows = rows_by_key()[key_id]
    if rows or keys.keyring().current("field").id == key_id:
        raise KeyStillUsed(key_id=key_id, rows=rows)
    keys.remove(Path(settings.KEYS_DIR), "field", key_id)
    record("key.retire", None, by=by, purpose="field", key=key_id)
