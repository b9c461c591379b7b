"""The trail only grows: the database itself refuses to change or empty it, whoever asks."""

from django.db import migrations

FUNCTION = """
create function trail_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% only grows: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end
$$
"""


def only_grows(table):
    """Two triggers a table: one for rows, one for the whole."""
    return [
        migrations.RunSQL(
            f"create trigger {table}_no_change before update or delete on {table}"
            " for each statement execute function trail_refuse_change()",
            f"drop trigger {table}_no_change on {table}",
        ),
        migrations.RunSQL(
            f"create trigger {table}_no_truncate before truncate on {table}"
            " for each statement execute function trail_refuse_change()",
            f"drop trigger {table}_no_truncate on {table}",
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTION, "drop function trail_refuse_change()"),
        *only_grows("trail_event"),
        *only_grows("trail_seal"),
        *only_grows("trail_leaf"),
    ]
