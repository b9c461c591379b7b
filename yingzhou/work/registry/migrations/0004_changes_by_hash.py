"""Noting changes never compares each row with each.

PL/pgSQL keeps the plan of its first call for the whole session.  When that call noted nothing, or one row, the plan is a
nested loop, and a later statement that changes 10,000 rows compares 100,000,000 pairs.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_staged")]

    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION registry_note_updates() SET enable_nestloop = off",
            "ALTER FUNCTION registry_note_updates() RESET enable_nestloop",
        ),
    ]
