"""Taking a committed batch back: what it made goes, what it changed returns byte for byte, what moved on since is left.

A row is left when somebody changed it since, when it was merged, or when something written since refers to it (a case,
a contact).  `preview` answers that before anything is done; `undo` decides it again under locks and does the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from yingzhou.base.staging.kinds import Kind
from yingzhou.base.staging.models import Batch, Touched
from yingzhou.base.staging.planning import settle_planner

TOUCHED = Touched._meta.db_table


@dataclass(frozen=True)
class Preview:
    """What an undo would do: rows that go, rows that return, and rows that are left with the reason."""

    removed: int
    restored: int
    left: dict[str, int]

    @property
    def left_count(self) -> int:
        return sum(self.left.values())


def marks(tables: Iterator[str] | list[str] | tuple[str, ...]) -> dict[str, int]:
    """The highest id in each table now."""
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
            found[table] = int(cursor.fetchone()[0])
    return found


def referrers(kind: Kind) -> list[tuple[str, str]]:
    """Tables outside the kind's own parts whose rows refer to the root, with the column that does."""
    own = {table for table, _column in kind.parts.owners()}
    return sorted(
        {
            (relation.related_model._meta.db_table, relation.field.column)
            for relation in kind.root_model()._meta.related_objects
            if relation.related_model._meta.db_table not in own
            and relation.field.db_constraint
            and relation.related_model._meta.managed
            and relation.related_model._meta.pk.column == "id"
        }
    )


def watched_tables(kind: Kind) -> list[str]:
    """Every table whose highest id tells what was written since."""
    return sorted({table for table, _ in kind.parts.owners()} | {table for table, _ in referrers(kind)} | set(kind.watched))


def remember(kind: Kind, batch: Batch, chosen: str, parameters: list[Any]) -> None:
    """Keep the rows as they are, before they are changed.  `chosen` is SQL for `(row, root_id)`."""
    owners = kind.parts.owners()
    pictures = ", ".join(f"'{table}', coalesce({table}_.rows, '[]')" for table, _column in owners)
    joins = " ".join(
        f"LEFT JOIN (SELECT t.{column} AS root_id, jsonb_agg(to_jsonb(t) ORDER BY t.id) AS rows FROM {table} t "
        f"WHERE t.{column} IN (SELECT root_id FROM c) GROUP BY 1) {table}_ ON {table}_.root_id = c.root_id"
        for table, column in owners
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH c (row, root_id) AS MATERIALIZED ({chosen}) INSERT INTO {TOUCHED} (batch_id, root_id, row, before) "
            f"SELECT %s, c.root_id, c.row, jsonb_build_object({pictures}) FROM c {joins}",
            [*parameters, batch.pk],
        )


def remember_new(batch: Batch, chosen: str, parameters: list[Any]) -> None:
    """Note which rows the batch made.  `chosen` is SQL for `(row, root_id)`."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TOUCHED} (batch_id, root_id, row) SELECT %s, c.root_id, c.row FROM ({chosen}) AS c (row, root_id)",
            [batch.pk, *parameters],
        )


def _left(kind: Kind, batch: Batch) -> tuple[str, list[Any]]:
    """SQL for `(root_id, why)` of everything an undo leaves, once a row; of several reasons merged, gone, changed, carrying."""
    written = batch.marks.get("committed", {})
    ours, parameters = kind.left(batch)
    parts = [ours]
    for table, column in kind.parts.parts:
        parts.append(
            f"SELECT t.root_id, 'changed' FROM {TOUCHED} t JOIN {table} x ON x.{column} = t.root_id AND x.id > %s WHERE t.batch_id = %s"
        )
        parameters = [*parameters, written.get(table, 0), batch.pk]
    for table, column in referrers(kind):
        parts.append(
            f"SELECT t.root_id, 'carrying' FROM {TOUCHED} t JOIN {table} x ON x.{column} = t.root_id "
            "AND (t.before IS NULL OR x.id > %s) WHERE t.batch_id = %s"
        )
        parameters = [*parameters, written.get(table, 0), batch.pk]
    parts.append(
        f"SELECT t.root_id, 'gone' FROM {TOUCHED} t WHERE t.batch_id = %s "
        f"AND NOT EXISTS (SELECT 1 FROM {kind.parts.root} r WHERE r.id = t.root_id)"
    )
    parameters = [*parameters, batch.pk]
    union = " UNION ALL ".join(parts)
    return f"SELECT root_id, max(why) AS why FROM ({union}) AS found (root_id, why) GROUP BY root_id", parameters


def preview(kind: Kind, batch: Batch) -> Preview:
    """What an undo would do now."""
    left, parameters = _left(kind, batch)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH l AS MATERIALIZED ({left}) SELECT coalesce(l.why, CASE WHEN t.before IS NULL THEN '-' ELSE '+' END), count(*) "
            f"FROM {TOUCHED} t LEFT JOIN l USING (root_id) WHERE t.batch_id = %s GROUP BY 1",
            [*parameters, batch.pk],
        )
        found = dict(cursor.fetchall())
    return Preview(removed=found.pop("-", 0), restored=found.pop("+", 0), left=found)


def left_rows(kind: Kind, batch: Batch, *, most: int) -> list[tuple[int, str]]:
    """The first rows an undo would leave (or has left): id of the root and why."""
    if batch.undone_at:
        return list(Touched.objects.filter(batch=batch).exclude(left="").order_by("row").values_list("root_id", "left")[:most])
    left, parameters = _left(kind, batch)
    with connection.cursor() as cursor:
        cursor.execute(f"{left} ORDER BY root_id LIMIT %s", [*parameters, most])
        return [(int(root), str(why)) for root, why in cursor.fetchall()]


def put_back(kind: Kind, batch: Batch) -> Preview:
    """Restore and remove, in the caller's transaction, under locks that keep anyone from adding to the rows meanwhile."""
    left, parameters = _left(kind, batch)
    with connection.cursor() as cursor:
        settle_planner(cursor)
        cursor.execute(
            f"SELECT r.id FROM {kind.parts.root} r WHERE r.id IN (SELECT root_id FROM {TOUCHED} WHERE batch_id = %s) "
            "ORDER BY r.id FOR UPDATE",
            [batch.pk],
        )
        cursor.execute(
            f'UPDATE {TOUCHED} t SET "left" = l.why FROM ({left}) l WHERE t.batch_id = %s AND t.root_id = l.root_id',
            [*parameters, batch.pk],
        )
        for table, column in reversed(kind.parts.parts):
            _remove_parts(cursor, batch, table, column)
        for table, column in kind.parts.owners():
            _restore(cursor, batch, table, column)
        cursor.execute(
            f"DELETE FROM {kind.parts.root} r USING {TOUCHED} t "
            "WHERE t.batch_id = %s AND t.before IS NULL AND t.\"left\" = '' AND r.id = t.root_id",
            [batch.pk],
        )
        cursor.execute(
            f"SELECT CASE WHEN \"left\" <> '' THEN \"left\" WHEN before IS NULL THEN '-' ELSE '+' END, count(*) "
            f"FROM {TOUCHED} WHERE batch_id = %s GROUP BY 1",
            [batch.pk],
        )
        found = dict(cursor.fetchall())
    return Preview(removed=found.pop("-", 0), restored=found.pop("+", 0), left=found)


def _kept(table: str) -> str:
    """The rows of one table as they were, of everything that is put back."""
    return (
        f"SELECT t.root_id, r.* FROM {TOUCHED} t CROSS JOIN LATERAL "
        f"jsonb_populate_recordset(NULL::{table}, t.before -> '{table}') r "
        "WHERE t.batch_id = %s AND t.\"left\" = '' AND t.before IS NOT NULL"
    )


def _remove_parts(cursor: Any, batch: Batch, table: str, column: str) -> None:
    """What the batch added to things that go or return."""
    cursor.execute(
        f"WITH kept AS MATERIALIZED ({_kept(table)}) DELETE FROM {table} x USING {TOUCHED} t "
        f"WHERE t.batch_id = %s AND t.\"left\" = '' AND x.{column} = t.root_id "
        "AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.id = x.id)",
        [batch.pk, batch.pk],
    )


def _restore(cursor: Any, batch: Batch, table: str, column: str) -> None:
    columns = _columns(cursor, table)
    listed = ", ".join(f'"{name}"' for name in columns)
    theirs = ", ".join(f'k."{name}"' for name in columns)
    mine = ", ".join(f'x."{name}"' for name in columns)
    cursor.execute(
        f"WITH kept AS MATERIALIZED ({_kept(table)}) UPDATE {table} x SET ({listed}) = ROW({theirs}) FROM kept k "
        f"WHERE k.id = x.id AND ROW({mine}) IS DISTINCT FROM ROW({theirs})",
        [batch.pk],
    )
    cursor.execute(
        f"WITH kept AS MATERIALIZED ({_kept(table)}) INSERT INTO {table} ({listed}) OVERRIDING SYSTEM VALUE "
        f"SELECT {theirs} FROM kept k WHERE NOT EXISTS (SELECT 1 FROM {table} x WHERE x.id = k.id)",
        [batch.pk],
    )


def _columns(cursor: Any, table: str) -> list[str]:
    """Every stored column (generated ones fill themselves)."""
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
        "AND attgenerated = '' ORDER BY attnum",
        [table],
    )
    return [row[0] for row in cursor.fetchall()]
