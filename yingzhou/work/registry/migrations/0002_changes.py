"""The database notes every change of a registered fact by itself, statement by statement (docs/decisions/0004)."""

from django.db import migrations

NOTE_UPDATES = """
CREATE FUNCTION registry_note_updates() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner text := TG_ARGV[0];
    sealed text[] := string_to_array(TG_ARGV[1], ',');
BEGIN
    INSERT INTO registry_change (business_id, "table", row_id, operation, fields, actor, source)
    SELECT (to_jsonb(n) ->> owner)::bigint, TG_TABLE_NAME, n.id, 'update', diff.fields,
           coalesce(nullif(current_setting('yingzhou.actor', true), ''), 'database:' || session_user),
           coalesce(current_setting('yingzhou.source', true), '')
    FROM new_rows n
    JOIN old_rows o ON o.id = n.id AND o IS DISTINCT FROM n
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(
            later.key,
            CASE WHEN later.key = ANY (sealed) THEN '[null, null]'::jsonb ELSE jsonb_build_array(earlier.value, later.value) END
        ) AS fields
        FROM jsonb_each(to_jsonb(n)) AS later
        JOIN jsonb_each(to_jsonb(o)) AS earlier ON earlier.key = later.key AND earlier.value IS DISTINCT FROM later.value
    ) AS diff
    WHERE diff.fields IS NOT NULL;
    RETURN NULL;
END $$
"""

NOTE_DELETES = """
CREATE FUNCTION registry_note_deletes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner text := TG_ARGV[0];
    sealed text[] := string_to_array(TG_ARGV[1], ',');
BEGIN
    INSERT INTO registry_change (business_id, "table", row_id, operation, fields, actor, source)
    SELECT (to_jsonb(o) ->> owner)::bigint, TG_TABLE_NAME, o.id, 'delete', gone.fields,
           coalesce(nullif(current_setting('yingzhou.actor', true), ''), 'database:' || session_user),
           coalesce(current_setting('yingzhou.source', true), '')
    FROM old_rows o
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(earlier.key, jsonb_build_array(earlier.value, null)) AS fields
        FROM jsonb_each(to_jsonb(o)) AS earlier
        WHERE earlier.key <> ALL (sealed)
    ) AS gone;
    RETURN NULL;
END $$
"""

#: table → (column naming the business, sealed columns)
WATCHED = {
    "registry_business": ("id", ""),
    "registry_formername": ("business_id", ""),
    "registry_premises": ("business_id", ""),
    "registry_permit": ("business_id", ""),
    "registry_contactperson": ("business_id", "name,phone,phone_blind"),
    "registry_seat": ("business_id", ""),
    "registry_stall": ("market_id", ""),
    "registry_tenancy": ("business_id", ""),
    "registry_tagging": ("business_id", ""),
}


def watch(table: str, owner: str, sealed: str) -> list[migrations.RunSQL]:
    """Two triggers a table: after every UPDATE and every DELETE statement."""
    return [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_note_{verb}s AFTER {verb.upper()} ON {table} "
            f"REFERENCING {transition} FOR EACH STATEMENT EXECUTE FUNCTION registry_note_{verb}s('{owner}', '{sealed}')",
            f"DROP TRIGGER {table}_note_{verb}s ON {table}",
        )
        for verb, transition in (
            ("update", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
            ("delete", "OLD TABLE AS old_rows"),
        )
    ]


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [
        migrations.RunSQL(NOTE_UPDATES, "DROP FUNCTION registry_note_updates()"),
        migrations.RunSQL(NOTE_DELETES, "DROP FUNCTION registry_note_deletes()"),
        *[step for table, (owner, sealed) in WATCHED.items() for step in watch(table, owner, sealed)],
    ]
