"""The limiter's tables stay out of the write-ahead log: no archive, no replica ever holds them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("limits", "0001_initial")]

    operations = [
        migrations.RunSQL("alter table limits_bucket set unlogged", "alter table limits_bucket set logged"),
        migrations.RunSQL("alter table limits_daykey set unlogged", "alter table limits_daykey set logged"),
    ]
