"""A draw committed to, and its result, are only added: the database itself refuses to change or delete one, whoever asks."""

from django.db import migrations

FUNCTION = """
create function inspections_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% only grows: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end
$$
"""


def _only_grows(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create trigger {table}_no_change before update or delete on {table}"
        " for each statement execute function inspections_refuse_change()",
        f"drop trigger {table}_no_change on {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTION, "drop function inspections_refuse_change()"),
        _only_grows("inspections_randomdraw"),
        _only_grows("inspections_drawresult"),
    ]
