"""What was handed over is only added: the database itself refuses to change or delete it, whoever asks."""

from django.db import migrations

FUNCTION = """
create function liaison_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% only grows: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end
$$
"""


def _guard(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create trigger {table}_no_change before update or delete on {table}"
        " for each statement execute function liaison_refuse_change()",
        f"drop trigger {table}_no_change on {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("liaison", "0003_proposals_handovers_promises")]
    operations = [
        migrations.RunSQL(FUNCTION, "drop function liaison_refuse_change()"),
        _guard("liaison_handover"),
        _guard("liaison_handedover"),
    ]
