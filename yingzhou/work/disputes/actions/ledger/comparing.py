"""Comparing the platform's rows with the ledger: new, changed, same.  The platform's number alone says which is which."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection

from yingzhou.base.staging.filling import sealed_texts
from yingzhou.base.staging.models import Batch
from yingzhou.base.staging.planning import settle_planner
from yingzhou.work.disputes.choices import RowOutcome
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries.ledger_rows import Sheet, cells_of, changed_since, differences, shown

_MATCH = """
INSERT INTO disputes_stagedcomplaintmatch (batch_id, row, outcome, target_id)
SELECT s.batch_id, s.row, CASE WHEN c.id IS NULL THEN 'new' WHEN p.digest = s.digest THEN 'same' ELSE 'changed' END, c.id
FROM disputes_stagedcomplaint s
LEFT JOIN disputes_complaint c ON c.platform_number = s.number
LEFT JOIN disputes_platformrow p ON p.complaint_id = c.id
WHERE s.batch_id = %s AND NOT s.held
"""


def compare(batch: Batch) -> dict[str, Any]:
    """Decide what every row means; counts for the page.  Writes only the staging tables."""
    with connection.cursor() as cursor:
        settle_planner(cursor)
        forget(batch)
        cursor.execute(_MATCH, [batch.pk])
        _describe(cursor, batch)
        return _counts(cursor, batch)


def forget(batch: Batch) -> None:
    """Drop what an earlier comparison said."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM disputes_stagedcomplaintmatch WHERE batch_id = %s", [batch.pk])


def _describe(cursor: Any, batch: Batch) -> None:
    """Say of every row that looks changed which cells are; one in which none is (a new key, other columns) is the same."""
    cursor.execute(
        "SELECT row, target_id FROM disputes_stagedcomplaintmatch WHERE batch_id = %s AND outcome = 'changed'", [batch.pk]
    )
    targets: dict[int, int] = dict(cursor.fetchall())
    if not targets:
        return
    after = Sheet(batch.heading, batch.mapping)
    for run in sealed_texts(batch):
        rows = {row: text for row, text in run.items() if row in targets}
        found = _complaints([targets[row] for row in rows])
        told = [(row, _differs(found[targets[row]], after, json.loads(text)[3])) for row, text in rows.items()]
        cursor.executemany(
            "UPDATE disputes_stagedcomplaintmatch SET outcome = %s, diff = %s WHERE batch_id = %s AND row = %s",
            [
                (str(RowOutcome.CHANGED if diff else RowOutcome.SAME), json.dumps(diff) if diff else None, batch.pk, row)
                for row, diff in told
            ],
        )


def _complaints(ids: list[int]) -> dict[int, Complaint]:
    found = Complaint.objects.filter(pk__in=ids).select_related("platform_row__sheet").prefetch_related("complainants")
    return {one.pk: one for one in found}


def _differs(complaint: Complaint, after: Sheet, stored: str) -> dict[str, list[str]]:
    new = cells_of(stored)
    row = getattr(complaint, "platform_row", None)
    if row is not None:
        return differences(Sheet(row.sheet.heading, row.sheet.mapping), cells_of(row.cells), after, new)
    person = next(iter(complaint.complainants.all()), None)
    held = changed_since(after, new, complaint, person)
    said = dict(zip(after.names(), new, strict=False))
    return {name: [shown(name, held.get(name, "")), shown(name, _text(said[name]))] for name in after.mapping}


def _text(cell: Any) -> str:
    return "" if cell is None else cell if isinstance(cell, str) else str(cell[1])


def _counts(cursor: Any, batch: Batch) -> dict[str, Any]:
    cursor.execute("SELECT outcome, count(*) FROM disputes_stagedcomplaintmatch WHERE batch_id = %s GROUP BY outcome", [batch.pk])
    counts: dict[str, Any] = {str(outcome): 0 for outcome in RowOutcome} | dict(cursor.fetchall())
    counts["unchanged"] = counts.pop("same")
    cursor.execute(
        "SELECT key, count(*) FROM disputes_stagedcomplaintmatch m, jsonb_object_keys(m.diff) key WHERE m.batch_id = %s "
        "AND m.outcome = 'changed' GROUP BY key ORDER BY 2 DESC",
        [batch.pk],
    )
    counts["by_column"] = dict(cursor.fetchall())
    return counts
