"""From the file to the staging table: read, check every cell, store the rows, note every problem.

The rows go out by COPY while the next ones are checked, so that the database and the checking share two cores.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from yingzhou.base.clock import today
from yingzhou.base.secrets.ciphers import seal, unseal
from yingzhou.base.secrets.keys import keyring
from yingzhou.base.staging.cells import Cells
from yingzhou.base.staging.choices import Severity
from yingzhou.base.staging.columns import Column, Note, Values, clean
from yingzhou.base.staging.kinds import CELLS, Finisher, Kind
from yingzhou.base.staging.models import Batch, Decision, Problem, SealedRows
from yingzhou.base.staging.reading import Table

#: Problems beyond this many are counted, not kept: nobody reads twenty thousand lines, and the error sheet is capped alike.
KEPT_PROBLEMS = 20_000
#: Rows are numbered as in a spreadsheet: the header is row 1.
FIRST_ROW = 2


class Filling:
    """One run over one file."""

    def __init__(self, batch: Batch, kind: Kind, mapping: dict[str, int]) -> None:
        self.batch, self.kind = batch, kind
        self.columns: list[tuple[Column, int]] = [
            (column, mapping[column.name]) for column in kind.columns(today()) if column.name in mapping
        ]
        self.absent = [column.name for column in kind.columns(today()) if column.name not in mapping]
        self.finish: Finisher = kind.finisher(batch)
        self.problems: list[tuple[int, str, str, Note]] = []
        self.sealed: list[tuple[int, str]] = []
        self.cells: Cells | None = None
        self.rows = self.errors = self.warnings = self.error_rows = 0

    def run(self, table: Table) -> dict[str, Any]:
        """Fill the staging table; counts of rows, error rows and problems."""
        clear(self.batch, self.kind)
        self.cells = table.cells
        names = ("batch_id", "row", "held", *self.kind.stored)
        listed = ", ".join(f'"{name}"' for name in names)
        with connection.cursor() as cursor:
            with cursor.copy(f"COPY {self.kind.table._meta.db_table} ({listed}) FROM STDIN") as copy:
                for first, rows in table.rows:
                    copy.write(self._block(first, rows))
            self._store_problems(cursor)
        SealedRows.objects.bulk_create(
            [SealedRows(batch=self.batch, first_row=first, body=body) for first, body in self.sealed], batch_size=100
        )
        return {"rows": self.rows, "errors": self.errors, "error_rows": self.error_rows, "warnings": self.warnings}

    def _block(self, first: int, rows: list[list[str]]) -> bytes:
        """One run of rows as the text COPY reads."""
        numbers: Sequence[int] = range(first, first + len(rows))
        kept_cells = self.cells.take(len(rows)) if self.cells else []
        if any(not any(row) for row in rows):
            kept = [at for at, row in enumerate(rows) if any(cell.strip() for cell in row)]
            numbers, rows = [first + at for at in kept], [rows[at] for at in kept]
            kept_cells = [kept_cells[at] for at in kept] if self.cells else []
            if not rows:
                return b""
        if first == FIRST_ROW and self._is_sample(rows[0]):
            numbers, rows, kept_cells = numbers[1:], rows[1:], kept_cells[1:]
            if not rows:
                return b""
        held: set[int] = set()
        cells = list(zip(*rows, strict=True))
        cleaned = {column.name: clean(cells[at]) for column, at in self.columns}

        def say(at: int, name: str, note: Note) -> None:
            self._note(numbers[at], name, cleaned.get(name, ()), at, note)
            if note.severity is Severity.ERROR:
                held.add(at)

        values: dict[str, Values] = {name: [None] * len(rows) for name in self.absent}
        for column, _at in self.columns:
            values[column.name], notes = column.read(cleaned[column.name])
            for at, note in notes:
                say(at, column.name, note)
            if column.required and None in values[column.name]:
                self._note_missing(column, cleaned[column.name], say)
        if self.cells:
            values[CELLS] = list(kept_cells)
        stored, secrets = self.finish(numbers, values, say)
        if any(secret is not None for secret in secrets):
            self._seal(numbers, secrets)
        self.rows += len(rows)
        self.error_rows += len(held)
        return copy_text(
            [
                [str(self.batch.pk)] * len(rows),
                list(map(str, numbers)),
                ["t" if at in held else "f" for at in range(len(rows))] if held else ["f"] * len(rows),
                *(stored[name] for name in self.kind.stored),
            ]
        )

    def _is_sample(self, row: list[str]) -> bool:
        """Whether the first row is still the example of the template."""
        return len(self.columns) > 1 and all(row[at].strip() == column.example for column, at in self.columns)

    def _note_missing(self, column: Column, cells: Sequence[str], say: Any) -> None:
        for at, cell in enumerate(cells):
            if not cell:
                say(at, column.name, Note("missing"))

    def _note(self, row: int, name: str, cells: Sequence[str], at: int, note: Note) -> None:
        if note.severity is Severity.ERROR:
            self.errors += 1
        else:
            self.warnings += 1
        if len(self.problems) < KEPT_PROBLEMS:
            self.problems.append((row, name, cells[at] if cells else "", note))

    def _seal(self, numbers: Sequence[int], secrets: list[str | None]) -> None:
        body = json.dumps({row: secret for row, secret in zip(numbers, secrets, strict=True) if secret}, ensure_ascii=False)
        self.sealed.append((numbers[0], seal(body, place=_place(self.batch, numbers[0]), ring=keyring())))

    def _store_problems(self, cursor: Any) -> None:
        sensitive = {column.name for column, _at in self.columns if column.sensitive}
        with cursor.copy(
            f'COPY {Problem._meta.db_table} (batch_id, row, "column", value, severity, code, facts) FROM STDIN'
        ) as copy:
            for row, name, cell, note in sorted(self.problems, key=lambda problem: problem[0]):
                value = mask(cell) if name in sensitive else cell[:120]
                copy.write_row(
                    (self.batch.pk, row, name, value, str(note.severity), note.code, json.dumps(dict(note.facts), default=str))
                )


def clear(batch: Batch, kind: Kind) -> None:
    """Forget what was staged for the batch; decisions people made stay."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {kind.table._meta.db_table} WHERE batch_id = %s", [batch.pk])
    kind.forget(batch)
    Problem.objects.filter(batch=batch).delete()
    SealedRows.objects.filter(batch=batch).delete()


def is_filled(batch: Batch, kind: Kind) -> bool:
    """Whether the staging table still holds every row: after a crash of the database it is empty."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {kind.table._meta.db_table} WHERE batch_id = %s", [batch.pk])
        return bool(cursor.fetchone()[0] == batch.count("rows"))


def forget_decisions(batch: Batch) -> None:
    Decision.objects.filter(batch=batch).delete()


def forget_sealed(batch: Batch) -> None:
    """Once written, the sealed columns live in their own rows only."""
    SealedRows.objects.filter(batch=batch).delete()


def sealed_texts(batch: Batch) -> Iterator[dict[int, str]]:
    """The sealed texts of the batch by row number, one run of rows at a time; fetched at once, opened one by one."""
    ring = keyring()
    held = list(SealedRows.objects.filter(batch=batch).order_by("first_row").values_list("first_row", "body"))

    def opened() -> Iterator[dict[int, str]]:
        for first, body in held:
            texts = json.loads(unseal(body, place=_place(batch, first), ring=ring))
            yield {int(row): text for row, text in texts.items()}

    return opened()


def _place(batch: Batch, first: int) -> str:
    return f"{SealedRows._meta.db_table}.body.{batch.public_id}.{first}"


def copy_text(columns: Sequence[Sequence[str | None]]) -> bytes:
    """Columns of equal length as the text format of COPY.  Cells hold no tab or line end (`columns.clean` saw to it)."""
    out = []
    for values in columns:
        column = ["\\N" if value is None else value for value in values] if None in values else values
        if "\\" in "".join(column):  # type: ignore[arg-type]
            column = [value if value is None else value.replace("\\", "\\\\") for value in values]
            column = ["\\N" if value is None else value for value in column]
        out.append(column)
    return ("\n".join(map("\t".join, zip(*out, strict=True))) + "\n").encode()


def mask(text: str) -> str:
    """The first and last of a personal value, the rest as stars."""
    if len(text) >= 7:
        return f"{text[:3]}{'*' * min(len(text) - 5, 6)}{text[-2:]}"[:120]
    return text[:1] + "*" * (len(text) - 1)
