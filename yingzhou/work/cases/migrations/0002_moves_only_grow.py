"""Moves are only added: the database itself refuses to change or delete one, whoever asks."""

from django.db import migrations

FUNCTION = """
create function cases_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% only grows: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end
$$
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTION, "drop function cases_refuse_change()"),
        migrations.RunSQL(
            "create trigger cases_move_no_change before update or delete on cases_move"
            " for each statement execute function cases_refuse_change()",
            "drop trigger cases_move_no_change on cases_move",
        ),
    ]
