"""Steps of a report are only added, and reports and informants stand behind row-level security.

The owner (migrations, dumps) stands outside the wall, the roles of the web, the jobs, the readers and the sealer do not.
`yingzhou.work.disputes.queries.wall` opens it, for one viewer and one transaction.
"""

from django.db import migrations

SYSTEM = "current_setting('yingzhou.tipoffs_system', true) = 'on'"
UNITS = "coalesce(nullif(current_setting('yingzhou.tipoffs_units', true), ''), '{}')::bigint[]"
OFFICER = "nullif(current_setting('yingzhou.tipoffs_officer', true), '')::bigint"
MAY = f"{SYSTEM} or handler_id = {OFFICER} or unit_id = any({UNITS}) or (unit_id is null and {UNITS} <> '{{}}')"
#: A file, a step or an informant is seen with its report: the inner select stands behind the wall itself.
WITH_ITS_REPORT = "exists (select 1 from disputes_tipoff t where t.id = tipoff_id)"
WALLS = {
    "disputes_tipoff": MAY,
    "disputes_informant": WITH_ITS_REPORT,
    "disputes_release": WITH_ITS_REPORT,
    "disputes_tipoffmove": WITH_ITS_REPORT,
    "disputes_tipoffpaper": WITH_ITS_REPORT,
}


def walls():
    for table, may in WALLS.items():
        yield migrations.RunSQL(
            f"alter table {table} enable row level security", f"alter table {table} disable row level security"
        )
        yield migrations.RunSQL(
            f"create policy {table}_wall on {table} using ({may}) with check ({may})", f"drop policy {table}_wall on {table}"
        )


class Migration(migrations.Migration):
    dependencies = [("disputes", "0007_reports_and_informants"), ("cases", "0002_moves_only_grow")]
    operations = [
        migrations.RunSQL(
            "create trigger disputes_tipoffmove_no_change before update or delete on disputes_tipoffmove"
            " for each statement execute function cases_refuse_change()",
            "drop trigger disputes_tipoffmove_no_change on disputes_tipoffmove",
        ),
        *walls(),
    ]
