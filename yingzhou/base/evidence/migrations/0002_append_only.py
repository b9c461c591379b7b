"""A row of evidence is never changed and never deleted: the database refuses it, whoever asks."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial"), ("trail", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            "create trigger evidence_evidence_no_change before update or delete on evidence_evidence"
            " for each statement execute function trail_refuse_change()",
            "drop trigger evidence_evidence_no_change on evidence_evidence",
        ),
        migrations.RunSQL(
            "create trigger evidence_evidence_no_truncate before truncate on evidence_evidence"
            " for each statement execute function trail_refuse_change()",
            "drop trigger evidence_evidence_no_truncate on evidence_evidence",
        ),
    ]
