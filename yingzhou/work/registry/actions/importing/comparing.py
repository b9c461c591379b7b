"""Comparing staged rows with the registry: new, changed, same, doubtful, outside.  Set by set, in the database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection

from yingzhou.base.staging.models import Batch
from yingzhou.base.staging.planning import settle_planner
from yingzhou.work.registry.choices import Outcome
from yingzhou.work.registry.rules import importing as rules

#: (column of the file, column of the business, cast to text for showing)
PLAIN = (
    ("name", "name"),
    ("kind", "kind"),
    ("legal_form", "legal_form"),
    ("status", "status"),
    ("registered_on", "registered_on"),
    ("industry_code", "industry_code"),
    ("registered_address", "registered_address"),
    ("employees", "employees"),
    ("revenue", "revenue"),
    ("assets", "assets"),
)
#: More businesses than this at one door (an economic park) say nothing about who is who.
CROWD = 20
MOST_DOUBTS = 5_000

_PLAIN_DIFFERS = " OR ".join(f"(s.{mine} IS NOT NULL AND s.{mine} IS DISTINCT FROM b.{theirs})" for mine, theirs in PLAIN)

#: What we have that says the same as the file; each at most once a row, and absent where the file says something new.
KNOWN = """
LEFT JOIN registry_contactperson c ON c.business_id = b.id AND c.is_main
LEFT JOIN (SELECT DISTINCT business_id, address_key FROM registry_premises WHERE until IS NULL) p
    ON p.business_id = b.id AND p.address_key = s.premises_key
LEFT JOIN (SELECT DISTINCT business_id, kind, number, coalesce(expires_on, 'infinity') AS expires_on
           FROM registry_permit WHERE ended_on IS NULL) q
    ON q.business_id = b.id AND q.kind = s.permit_kind AND q.number = coalesce(s.permit_number, '')
    AND q.expires_on = coalesce(s.permit_expires_on, 'infinity')
LEFT JOIN (SELECT DISTINCT business_id, name_key FROM registry_formername) f
    ON f.business_id = b.id AND f.name_key = s.former_key
"""
#: A cell differs when it says something, and something else than we have; an empty cell never erases.
PREMISES_DIFFER = "(s.premises_key <> '' AND p.business_id IS NULL)"
PERMIT_DIFFERS = "(s.permit_kind IS NOT NULL AND q.business_id IS NULL)"
PERSON_DIFFERS = """((s.phone_blind IS NOT NULL AND s.phone_blind IS DISTINCT FROM c.phone_blind)
    OR (s.name_mask IS NOT NULL AND s.name_mask IS DISTINCT FROM c.name_mask))"""
FORMER_DIFFERS = "(s.former_key <> '' AND s.former_key <> b.name_key AND f.business_id IS NULL)"
#: A seat found from the text of an address gives way to the one we have, unless the address itself has changed.
SEAT_DIFFERS = f"""(s.station_id IS NOT NULL
    AND (s.station_id, coalesce(s.community_id, 0)) IS DISTINCT FROM (b.station_id, coalesce(b.community_id, 0))
    AND (s.seated_by = 'import' OR b.station_id IS NULL OR {PREMISES_DIFFER}))"""
CODE_ADDED = "(s.uscc IS NOT NULL AND b.uscc = '')"

DIFFERS = " OR ".join(
    ["(" + _PLAIN_DIFFERS + ")", PREMISES_DIFFER, PERMIT_DIFFERS, PERSON_DIFFERS, FORMER_DIFFERS, SEAT_DIFFERS, CODE_ADDED]
)

#: The premises a changed business is in now, to show beside what the file says.
_LATEST = """
LEFT JOIN (SELECT DISTINCT ON (q.business_id) q.business_id, q.address FROM registry_premises q
           JOIN registry_stagedmatch o ON o.target_id = q.business_id AND o.batch_id = %s AND o.outcome = 'changed'
           WHERE q.until IS NULL ORDER BY q.business_id, q.id DESC) latest ON latest.business_id = b.id
"""
#: A row whose business another row of the file has claimed has its name and door: a person says what it is.
_MATCH = f"""
INSERT INTO registry_stagedmatch (batch_id, row, outcome, target_id, why)
SELECT s.batch_id, s.row,
       CASE WHEN b.id IS NULL THEN 'new' WHEN t.place > 1 THEN 'doubtful' WHEN {DIFFERS} THEN 'changed' ELSE 'same' END,
       b.id,
       CASE WHEN t.place > 1 THEN jsonb_build_object('name', 100, 'address', true, 'phone', false) END
FROM registry_stagedbusiness s
LEFT JOIN target t USING (row)
LEFT JOIN registry_business b ON b.id = t.id
{KNOWN}
WHERE s.batch_id = %s AND NOT s.held
"""
#: By code; a row without one, or whose code we do not know, by name and address among those without a code.
_FOUND = """
SELECT s.row, b.id, 0 AS weaker FROM registry_stagedbusiness s
JOIN registry_business b ON b.uscc = s.uscc AND b.uscc <> '' AND b.merged_into_id IS NULL
WHERE s.batch_id = %s AND NOT s.held
UNION
SELECT s.row, b.id, 1 FROM registry_stagedbusiness s
JOIN registry_business b ON b.name_key = s.name_key AND b.address_key = s.address_key AND b.merged_into_id IS NULL
WHERE s.batch_id = %s AND NOT s.held AND s.address_key <> '' AND (s.uscc IS NULL OR b.uscc = '')
"""
#: One business a row.  Where two rows of a file claim one business its code decides, then who comes first (`place` 1).
_BY_ROW = """
SELECT row, id, row_number() OVER (PARTITION BY id ORDER BY weaker, row) AS place
FROM (SELECT DISTINCT ON (row) row, id, weaker FROM found ORDER BY row, weaker, id) AS claimed
"""


def compare(batch: Batch) -> dict[str, Any]:
    """Decide what every row means; counts for the page.  Writes only the staging tables."""
    with connection.cursor() as cursor:
        settle_planner(cursor)
        forget(batch)
        cursor.execute("ANALYZE registry_stagedbusiness (batch_id, row, uscc, name_key, address_key)")
        cursor.execute(
            f"WITH found AS ({_FOUND}), target AS MATERIALIZED ({_BY_ROW}) {_MATCH}",
            [batch.pk, batch.pk, batch.pk],
        )
        cursor.execute("ANALYZE registry_stagedmatch (batch_id, row, outcome, target_id)")
        if batch.scope is not None:
            _mark_outside(cursor, batch)
        _describe_changes(cursor, batch)
        _doubt(cursor, batch)
        return _counts(cursor, batch)


def forget(batch: Batch) -> None:
    """Drop what an earlier comparison said."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_stagedmatch WHERE batch_id = %s", [batch.pk])


def _mark_outside(cursor: Any, batch: Batch) -> None:
    """A station writes its own businesses only; of others not even what differs is told."""
    cursor.execute(
        "UPDATE registry_stagedmatch m SET outcome = 'outside', target_id = NULL FROM registry_stagedbusiness s "
        "LEFT JOIN registry_stagedmatch n USING (batch_id, row) LEFT JOIN registry_business b ON b.id = n.target_id "
        "WHERE m.batch_id = %s AND s.batch_id = m.batch_id AND s.row = m.row AND m.outcome <> 'same' "
        "AND coalesce(b.station_id, s.station_id, 0) <> ALL (%s)",
        [batch.pk, list(batch.scope or ())],
    )


def _describe_changes(cursor: Any, batch: Batch) -> None:
    pairs = [
        f"'{mine}', CASE WHEN s.{mine} IS NOT NULL AND s.{mine} IS DISTINCT FROM b.{theirs} "
        f"THEN jsonb_build_array(b.{theirs}, s.{mine}) END"
        for mine, theirs in PLAIN
    ]
    pairs += [
        f"'uscc', CASE WHEN {CODE_ADDED} THEN jsonb_build_array('', s.uscc) END",
        f"'premises_address', CASE WHEN {PREMISES_DIFFER} THEN jsonb_build_array(latest.address, s.premises_address) END",
        f"'village', CASE WHEN {SEAT_DIFFERS} THEN jsonb_build_array(b.community_id, s.community_id) END",
        "'contact_name', CASE WHEN s.name_mask IS NOT NULL AND s.name_mask IS DISTINCT FROM c.name_mask "
        "THEN jsonb_build_array(c.name_mask, s.name_mask) END",
        "'contact_phone', CASE WHEN s.phone_blind IS NOT NULL AND s.phone_blind IS DISTINCT FROM c.phone_blind "
        "THEN jsonb_build_array(c.phone_mask, s.phone_mask) END",
        f"'permit_kind', CASE WHEN {PERMIT_DIFFERS} THEN jsonb_build_array(NULL, s.permit_kind) END",
        f"'former_name', CASE WHEN {FORMER_DIFFERS} THEN jsonb_build_array(NULL, s.former_name) END",
    ]
    cursor.execute(
        "UPDATE registry_stagedmatch m SET diff = jsonb_strip_nulls(jsonb_build_object("
        + ", ".join(pairs)
        + ")) FROM registry_stagedmatch n JOIN registry_stagedbusiness s USING (batch_id, row) "
        f"JOIN registry_business b ON b.id = n.target_id {KNOWN} {_LATEST} "
        "WHERE n.batch_id = %s AND n.outcome = 'changed' AND m.batch_id = n.batch_id AND m.row = n.row",
        [batch.pk, batch.pk],
    )


def _doubt(cursor: Any, batch: Batch) -> None:
    """Among the new: whoever has the door, or the phone, of a business we know under another code."""
    cursor.execute(
        "SELECT DISTINCT s.row, b.id, s.name_key, b.name_key, (s.address_key <> '' AND s.address_key = b.address_key), "
        "coalesce(s.phone_blind = c.phone_blind, false) "
        "FROM registry_stagedbusiness s JOIN registry_stagedmatch m USING (batch_id, row) "
        "JOIN ("
        "  SELECT s.row, b.id FROM registry_stagedbusiness s JOIN registry_business b ON b.address_key = s.address_key "
        "  WHERE s.batch_id = %s AND s.address_key <> '' AND b.merged_into_id IS NULL AND s.address_key NOT IN ("
        "    SELECT address_key FROM registry_business GROUP BY address_key HAVING count(*) > %s) "
        "  UNION SELECT s.row, c.business_id FROM registry_stagedbusiness s "
        "  JOIN registry_contactperson c ON c.phone_blind = s.phone_blind WHERE s.batch_id = %s AND c.phone_blind <> ''"
        ") near ON near.row = s.row "
        "JOIN registry_business b ON b.id = near.id AND b.merged_into_id IS NULL "
        "LEFT JOIN registry_contactperson c ON c.business_id = b.id AND c.is_main "
        "WHERE s.batch_id = %s AND m.outcome = 'new' AND (%s OR b.station_id = ANY (%s)) ORDER BY s.row, b.id LIMIT %s",
        [batch.pk, CROWD, batch.pk, batch.pk, batch.scope is None, list(batch.scope or ()), MOST_DOUBTS],
    )
    best = _best(cursor.fetchall())
    cursor.executemany(
        "UPDATE registry_stagedmatch SET outcome = 'doubtful', target_id = %s, why = %s WHERE batch_id = %s AND row = %s",
        [
            (target, json.dumps({"name": like.name, "address": like.same_address, "phone": like.same_phone}), batch.pk, row)
            for row, (target, like) in best.items()
        ],
    )


def _best(pairs: Iterable[tuple[int, int, str, str, bool, bool]]) -> dict[int, tuple[int, rules.Likeness]]:
    best: dict[int, tuple[int, rules.Likeness]] = {}
    for row, target, mine, theirs, same_address, same_phone in pairs:
        like = rules.likeness(name_key=mine or "", other_key=theirs, same_address=same_address, same_phone=same_phone)
        if like.is_doubtful and (row not in best or like.name > best[row][1].name):
            best[row] = (target, like)
    return best


def _counts(cursor: Any, batch: Batch) -> dict[str, Any]:
    cursor.execute("SELECT outcome, count(*) FROM registry_stagedmatch WHERE batch_id = %s GROUP BY outcome", [batch.pk])
    counts: dict[str, Any] = {str(outcome): 0 for outcome in Outcome} | dict(cursor.fetchall())
    counts["unchanged"] = counts.pop("same")
    cursor.execute(
        "SELECT key, count(*) FROM registry_stagedmatch m, jsonb_object_keys(m.diff) key WHERE m.batch_id = %s "
        "AND m.outcome = 'changed' GROUP BY key ORDER BY 2 DESC",
        [batch.pk],
    )
    counts["by_column"] = dict(cursor.fetchall())
    cursor.execute(
        "SELECT count(*) FROM registry_stagedbusiness s JOIN registry_stagedmatch m USING (batch_id, row) "
        "WHERE s.batch_id = %s AND m.outcome = 'new' AND s.station_id IS NULL",
        [batch.pk],
    )
    counts["unseated"] = cursor.fetchone()[0]
    cursor.execute(
        "SELECT count(*) FROM registry_business b WHERE b.merged_into_id IS NULL AND b.status IN ('active', 'dormant') "
        "AND (%s OR b.station_id = ANY (%s)) "
        "AND b.id NOT IN (SELECT target_id FROM registry_stagedmatch WHERE batch_id = %s AND target_id IS NOT NULL) "
        "AND b.uscc NOT IN (SELECT uscc FROM registry_stagedbusiness WHERE batch_id = %s AND uscc IS NOT NULL)",
        [batch.scope is None, list(batch.scope or ()), batch.pk, batch.pk],
    )
    counts["missing"] = cursor.fetchone()[0]
    return counts
