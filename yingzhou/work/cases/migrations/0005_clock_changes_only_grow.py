"""What happened to a clock is only added to: the database itself refuses to change or delete it, whoever asks."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_clocks")]
    operations = [
        migrations.RunSQL(
            "create trigger cases_clockchange_no_change before update or delete on cases_clockchange"
            " for each statement execute function cases_refuse_change()",
            "drop trigger cases_clockchange_no_change on cases_clockchange",
        ),
    ]
