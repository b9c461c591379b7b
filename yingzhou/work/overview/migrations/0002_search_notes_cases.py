"""Matters are watched for the search index too."""

from django.db import migrations

WATCH = (
    "CREATE TRIGGER cases_case_search_{verb} AFTER {upper} ON cases_case "
    "REFERENCING {rows} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION search_note('case', 'id')"
)


class Migration(migrations.Migration):
    dependencies = [("overview", "0001_search_notes"), ("cases", "0001_initial")]
    operations = [
        migrations.RunSQL(
            WATCH.format(verb=verb, upper=verb.upper(), rows=rows), f"DROP TRIGGER cases_case_search_{verb} ON cases_case"
        )
        for verb, rows in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD"))
    ]
