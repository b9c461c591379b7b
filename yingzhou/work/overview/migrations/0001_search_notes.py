"""What is watched for the search index: the tables whose rows, or whose rows' belongings, can be found."""

from django.db import migrations

#: table, kind of document, column that names its row
WATCHED = (
    ("registry_business", "business", "id"),
    ("registry_formername", "business", "business_id"),
    ("registry_premises", "business", "business_id"),
    ("registry_permit", "business", "business_id"),
    ("registry_contactperson", "business", "business_id"),
    ("network_organization", "organization", "id"),
    ("network_placement", "organization", "child_id"),
)


def watch(table: str, kind: str, column: str) -> list[migrations.RunSQL]:
    """One trigger a statement for what it put in, changed or took away."""
    return [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_search_{verb} AFTER {verb.upper()} ON {table} "
            f"REFERENCING {rows} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION search_note('{kind}', '{column}')",
            f"DROP TRIGGER {table}_search_{verb} ON {table}",
        )
        for verb, rows in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD"))
    ]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("search", "0002_notes"), ("registry", "0001_initial"), ("network", "0001_initial")]
    operations = [operation for table in WATCHED for operation in watch(*table)]
