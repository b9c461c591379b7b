"""The database notes which rows of a watched table one statement touched, and a room adds the triggers for its tables."""

from django.db import migrations

NOTE = """
CREATE FUNCTION search_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO search_stale (kind, row_ids) SELECT %L, array_agg(DISTINCT %I) FROM touched HAVING count(%I) > 0',
        TG_ARGV[0], TG_ARGV[1], TG_ARGV[1]
    );
    RETURN NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunSQL(NOTE, "DROP FUNCTION search_note()"),
        # The tokens are read through their index only; out of line they leave rows small that are looked at again and again.
        migrations.RunSQL(
            "ALTER TABLE search_searchdoc SET (toast_tuple_target = 256)",
            "ALTER TABLE search_searchdoc RESET (toast_tuple_target)",
        ),
    ]
