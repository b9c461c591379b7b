"""Writing what was decided: new businesses with all their parts, changed ones field by field, in the caller's transaction.

New rows take their ids from the sequence first, so that every part can be written in one statement each; contacts are
sealed meanwhile (`contacts`) and streamed by COPY.  The database notes each change by itself (migration 0002), old and new
and the source.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.staging import undoing
from yingzhou.base.staging.kinds import kind_of
from yingzhou.base.staging.models import Batch
from yingzhou.base.staging.planning import settle_planner
from yingzhou.base.staging.refusals import ChangedMeanwhile
from yingzhou.work.registry.actions.importing.contacts import sealing

#: What is written.  Of two rows said to be one business the one matched by its code is, else the first.
_CHOSEN = """
CREATE TEMPORARY TABLE chosen ON COMMIT DROP AS
SELECT m.row, CASE WHEN is_new THEN nextval(%s::regclass) ELSE m.target_id END AS id, is_new
FROM (
    SELECT m.row, m.target_id, (m.outcome = 'new' OR coalesce(d.choice, '') = 'two') AS is_new,
        row_number() OVER (PARTITION BY m.target_id, (m.outcome = 'new' OR coalesce(d.choice, '') = 'two')
                           ORDER BY m.outcome = 'changed' DESC, m.row) AS place
    FROM registry_stagedmatch m
    LEFT JOIN staging_decision d ON d.batch_id = m.batch_id AND d.row = m.row
    WHERE m.batch_id = %s
      AND coalesce(d.choice, '') <> 'leave'
      AND (m.outcome IN ('new', 'changed') OR (m.outcome = 'doubtful' AND d.choice IN ('two', 'same')))
    ORDER BY m.row
) AS m
WHERE is_new OR place = 1
"""

_NEW_BUSINESSES = """
INSERT INTO registry_business (id, public_id, kind, legal_form, name, name_key, uscc, uscc_override, status, registered_on,
    industry_code, registered_address, address_key, employees, revenue, assets, facts_source, facts_year, size, size_version,
    individual_type, individual_type_basis, station_id, community_id, is_demo)
SELECT c.id, gen_random_uuid(), s.kind, coalesce(s.legal_form, ''), s.name, s.name_key, coalesce(s.uscc, ''),
    coalesce(s.uscc_override, ''), coalesce(s.status, 'active'), s.registered_on, coalesce(s.industry_code, ''),
    coalesce(s.registered_address, ''), coalesce(s.address_key, ''), s.employees, s.revenue, s.assets,
    CASE WHEN coalesce(s.employees, s.revenue, s.assets) IS NULL THEN '' ELSE %(source)s END,
    CASE WHEN coalesce(s.employees, s.revenue, s.assets) IS NULL THEN NULL ELSE %(year)s END,
    '', '', '', '', s.station_id, s.community_id, false
FROM chosen c JOIN registry_stagedbusiness s ON s.batch_id = %(batch)s AND s.row = c.row
WHERE c.is_new ORDER BY c.row
"""
_NEW_PREMISES = """
INSERT INTO registry_premises (public_id, business_id, address, address_key, since)
SELECT gen_random_uuid(), c.id, s.premises_address, s.premises_key, s.registered_on
FROM chosen c JOIN registry_stagedbusiness s ON s.batch_id = %(batch)s AND s.row = c.row
WHERE c.is_new AND s.premises_address IS NOT NULL ORDER BY c.row
"""
_NEW_SEATS = """
INSERT INTO registry_seat (business_id, station_id, community_id, cells, how, confidence, why, since)
SELECT c.id, s.station_id, s.community_id, '{}', s.seated_by, s.confidence, coalesce(s.seat_why, ''), %(today)s
FROM chosen c JOIN registry_stagedbusiness s ON s.batch_id = %(batch)s AND s.row = c.row
WHERE c.is_new AND s.station_id IS NOT NULL ORDER BY c.row
"""
_PERMITS = """
INSERT INTO registry_permit (public_id, business_id, kind, title, number, expires_on, end_reason)
SELECT gen_random_uuid(), c.id, s.permit_kind, CASE WHEN s.permit_kind = 'other' THEN %(other)s ELSE '' END,
    coalesce(s.permit_number, ''), s.permit_expires_on, ''
FROM chosen c JOIN registry_stagedbusiness s ON s.batch_id = %(batch)s AND s.row = c.row
WHERE s.permit_kind IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM registry_permit p WHERE p.business_id = c.id AND p.ended_on IS NULL
    AND p.kind = s.permit_kind AND p.number = coalesce(s.permit_number, ''))
ORDER BY c.row
"""
_FORMER_NAMES = """
INSERT INTO registry_formername (business_id, name, name_key, until)
SELECT c.id, s.former_name, s.former_key, %(today)s
FROM chosen c JOIN registry_stagedbusiness s ON s.batch_id = %(batch)s AND s.row = c.row
WHERE s.former_key <> '' AND s.former_key <> s.name_key AND NOT EXISTS (
    SELECT 1 FROM registry_formername f WHERE f.business_id = c.id AND f.name_key = s.former_key)
ORDER BY c.row
"""
_RENAMED = """
INSERT INTO registry_formername (business_id, name, name_key, until)
SELECT b.id, b.name, b.name_key, %(today)s
FROM chosen c JOIN registry_stagedbusiness s ON s.batch_id = %(batch)s AND s.row = c.row
JOIN registry_business b ON b.id = c.id
WHERE NOT c.is_new AND s.name_key <> b.name_key AND s.former_key IS DISTINCT FROM b.name_key AND NOT EXISTS (
    SELECT 1 FROM registry_formername f WHERE f.business_id = c.id AND f.name_key = b.name_key)
ORDER BY c.row
"""
_PERMIT_DATES = """
UPDATE registry_permit p SET expires_on = s.permit_expires_on
FROM chosen c JOIN registry_stagedbusiness s ON s.batch_id = %(batch)s AND s.row = c.row
WHERE NOT c.is_new AND p.business_id = c.id AND p.ended_on IS NULL AND p.kind = s.permit_kind
  AND p.number = coalesce(s.permit_number, '') AND s.permit_expires_on IS NOT NULL
  AND p.expires_on IS DISTINCT FROM s.permit_expires_on
  AND (p.issued_on IS NULL OR s.permit_expires_on >= p.issued_on)
"""
#: Premises move on a day: the old place ends today, unless it began today or later and is simply put right.
_PREMISES_MOVED = """
CREATE TEMPORARY TABLE moved ON COMMIT DROP AS
SELECT c.id, s.premises_address AS address, s.premises_key AS key
FROM chosen c JOIN registry_stagedbusiness s ON s.batch_id = %(batch)s AND s.row = c.row
WHERE NOT c.is_new AND s.premises_key <> '' AND NOT EXISTS (
    SELECT 1 FROM registry_premises p WHERE p.business_id = c.id AND p.until IS NULL AND p.address_key = s.premises_key)
"""
_PREMISES_PUT_RIGHT = """
UPDATE registry_premises p SET address = m.address, address_key = m.key, longitude = NULL, latitude = NULL
FROM moved m WHERE p.business_id = m.id AND p.until IS NULL AND p.since >= %(today)s
"""
_PREMISES_LEFT = """
UPDATE registry_premises p SET until = %(today)s
FROM moved m WHERE p.business_id = m.id AND p.until IS NULL AND p.address_key <> m.key
"""
_PREMISES_TAKEN = """
INSERT INTO registry_premises (public_id, business_id, address, address_key, since)
SELECT gen_random_uuid(), m.id, m.address, m.key, %(today)s FROM moved m
WHERE NOT EXISTS (SELECT 1 FROM registry_premises p WHERE p.business_id = m.id AND p.until IS NULL) ORDER BY m.id
"""
_RESEATED = """
CREATE TEMPORARY TABLE reseated ON COMMIT DROP AS
SELECT c.id, s.station_id, s.community_id, s.seated_by, s.confidence, coalesce(s.seat_why, '') AS why
FROM chosen c JOIN registry_stagedbusiness s ON s.batch_id = %(batch)s AND s.row = c.row
JOIN registry_business b ON b.id = c.id
WHERE NOT c.is_new AND s.station_id IS NOT NULL
  AND (s.station_id, coalesce(s.community_id, 0)) IS DISTINCT FROM (b.station_id, coalesce(b.community_id, 0))
  AND (s.seated_by = 'import' OR b.station_id IS NULL OR c.id IN (SELECT id FROM moved))
"""
_SEATS_PUT_RIGHT = """
UPDATE registry_seat x SET station_id = r.station_id, community_id = r.community_id, how = r.seated_by,
    confidence = r.confidence, why = r.why
FROM reseated r WHERE x.business_id = r.id AND x.until IS NULL AND x.since >= %(today)s
"""
_SEATS_LEFT = """
UPDATE registry_seat x SET until = %(today)s
FROM reseated r WHERE x.business_id = r.id AND x.until IS NULL AND x.since < %(today)s
"""
_SEATS_TAKEN = """
INSERT INTO registry_seat (business_id, station_id, community_id, cells, how, confidence, why, since)
SELECT r.id, r.station_id, r.community_id, '{}', r.seated_by, r.confidence, r.why, %(today)s FROM reseated r
WHERE NOT EXISTS (SELECT 1 FROM registry_seat x WHERE x.business_id = r.id AND x.until IS NULL) ORDER BY r.id
"""
_CHANGED_BUSINESSES = """
UPDATE registry_business b SET
    name = coalesce(s.name, b.name), name_key = coalesce(s.name_key, b.name_key), kind = coalesce(s.kind, b.kind),
    legal_form = CASE WHEN coalesce(s.kind, b.kind) <> 'enterprise' THEN '' ELSE coalesce(s.legal_form, b.legal_form) END,
    individual_type = CASE WHEN coalesce(s.kind, b.kind) <> 'individual' THEN '' ELSE b.individual_type END,
    uscc = CASE WHEN b.uscc = '' THEN coalesce(s.uscc, '') ELSE b.uscc END,
    uscc_override = CASE WHEN b.uscc = '' THEN coalesce(s.uscc_override, '') ELSE b.uscc_override END,
    status = coalesce(s.status, b.status), registered_on = coalesce(s.registered_on, b.registered_on),
    industry_code = coalesce(s.industry_code, b.industry_code),
    registered_address = coalesce(s.registered_address, b.registered_address),
    address_key = CASE WHEN s.registered_address IS NULL THEN b.address_key ELSE s.address_key END,
    employees = coalesce(s.employees, b.employees), revenue = coalesce(s.revenue, b.revenue),
    assets = coalesce(s.assets, b.assets),
    facts_source = CASE WHEN s.employees IS DISTINCT FROM b.employees AND s.employees IS NOT NULL
        OR s.revenue IS DISTINCT FROM b.revenue AND s.revenue IS NOT NULL
        OR s.assets IS DISTINCT FROM b.assets AND s.assets IS NOT NULL THEN %(source)s ELSE b.facts_source END,
    station_id = coalesce(r.station_id, b.station_id),
    community_id = CASE WHEN r.id IS NULL THEN b.community_id ELSE r.community_id END
FROM chosen c JOIN registry_stagedbusiness s ON s.batch_id = %(batch)s AND s.row = c.row
LEFT JOIN reseated r ON r.id = c.id
WHERE NOT c.is_new AND b.id = c.id
"""
_CHANGED_SINCE_CHECK = """
SELECT count(DISTINCT id) FROM (
    SELECT h.business_id AS id FROM registry_change h JOIN chosen c ON c.id = h.business_id
    WHERE NOT c.is_new AND h.id > %(changes)s
    UNION ALL
    SELECT b.id FROM registry_business b JOIN registry_stagedbusiness s ON s.uscc = b.uscc AND b.uscc <> ''
    JOIN chosen c ON c.row = s.row WHERE s.batch_id = %(batch)s AND c.is_new AND b.id > %(businesses)s
        AND b.merged_into_id IS NULL
) AS moved
"""


def write(batch: Batch, by: Actor) -> dict[str, Any]:
    """Write the batch; ChangedMeanwhile if somebody wrote one of its rows since it was checked."""
    kind = kind_of(batch)
    facts = {
        "batch": batch.pk,
        "today": today(),
        "year": today().year,
        "source": f"import #{batch.number:04}",
        "other": "—",
    }
    with connection.cursor() as cursor:
        settle_planner(cursor)
        cursor.execute("DROP TABLE IF EXISTS pg_temp.chosen, pg_temp.moved, pg_temp.reseated, pg_temp.spoken")
        cursor.execute("SELECT pg_get_serial_sequence('registry_business', 'id')")
        cursor.execute(_CHOSEN, [*cursor.fetchone(), batch.pk])
        cursor.execute("ALTER TABLE chosen ADD PRIMARY KEY (row)")
        cursor.execute("ANALYZE chosen")
        cursor.execute(
            "SELECT id FROM registry_business WHERE id IN (SELECT id FROM chosen WHERE NOT is_new) ORDER BY id FOR UPDATE"
        )
        _check_unmoved(cursor, batch, facts)
        undoing.remember_new(batch, "SELECT row, id FROM chosen WHERE is_new", [])
        undoing.remember(kind, batch, "SELECT row, id FROM chosen WHERE NOT is_new", [])
        with sealing(cursor, batch) as write_contacts:
            made, changed = _write_rows(cursor, facts)
            write_contacts()
    return {"written_new": made, "written_changed": changed}


def _write_rows(cursor: Any, facts: dict[str, Any]) -> tuple[int, int]:
    """Everything but the contacts; how many businesses are new and how many changed."""
    cursor.execute(_NEW_BUSINESSES, facts)
    made = cursor.rowcount
    for statement in (_NEW_PREMISES, _NEW_SEATS):
        cursor.execute(statement, facts)
    cursor.execute("SELECT count(*) FROM chosen WHERE NOT is_new")
    changed = cursor.fetchone()[0]
    if changed:
        _write_changes(cursor, facts)
    for statement in (_PERMITS, _FORMER_NAMES):
        cursor.execute(statement, facts)
    return made, changed


def _check_unmoved(cursor: Any, batch: Batch, facts: dict[str, Any]) -> None:
    seen = batch.marks.get("checked", {})
    cursor.execute(
        _CHANGED_SINCE_CHECK,
        {**facts, "changes": seen.get("registry_change", 0), "businesses": seen.get("registry_business", 0)},
    )
    if moved := cursor.fetchone()[0]:
        raise ChangedMeanwhile(count=moved)


def _write_changes(cursor: Any, facts: dict[str, Any]) -> None:
    for statement in (
        _RENAMED,
        _PERMIT_DATES,
        _PREMISES_MOVED,
        _PREMISES_PUT_RIGHT,
        _PREMISES_LEFT,
        _PREMISES_TAKEN,
        _RESEATED,
        _SEATS_PUT_RIGHT,
        _SEATS_LEFT,
        _SEATS_TAKEN,
        _CHANGED_BUSINESSES,
    ):
        cursor.execute(statement, facts)
