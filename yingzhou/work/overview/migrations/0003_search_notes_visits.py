"""Visits are watched for the search index too."""

from django.db import migrations

WATCH = (
    "CREATE TRIGGER visits_visit_search_{verb} AFTER {upper} ON visits_visit "
    "REFERENCING {rows} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION search_note('visit', 'id')"
)


class Migration(migrations.Migration):
    dependencies = [("overview", "0002_search_notes_cases"), ("visits", "0004_records")]
    operations = [
        migrations.RunSQL(
            WATCH.format(verb=verb, upper=verb.upper(), rows=rows), f"DROP TRIGGER visits_visit_search_{verb} ON visits_visit"
        )
        for verb, rows in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD"))
    ]
