"""An issued paper is never changed and never deleted: the database refuses it, whoever asks."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("trail", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            "create trigger documents_issuedpaper_no_change before update or delete on documents_issuedpaper"
            " for each statement execute function trail_refuse_change()",
            "drop trigger documents_issuedpaper_no_change on documents_issuedpaper",
        ),
        migrations.RunSQL(
            "create trigger documents_issuedpaper_no_truncate before truncate on documents_issuedpaper"
            " for each statement execute function trail_refuse_change()",
            "drop trigger documents_issuedpaper_no_truncate on documents_issuedpaper",
        ),
    ]
