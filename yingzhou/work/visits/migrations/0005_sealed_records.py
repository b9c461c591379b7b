"""A sealed visit and what belongs to it are never changed, whoever asks.  Sealed columns may be sealed anew with another key,
and a merge of businesses may move a visit: nothing else."""

from django.db import migrations

FUNCTION = """
create function visits_refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and to_jsonb(old) - tg_argv = to_jsonb(new) - tg_argv then
        return new;
    end if;
    raise exception '% is sealed: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end
$$
"""
#: table → (condition, columns that may change)
GUARDED = {
    "visits_visit": ("when (old.seal <> '')", "'business_id', 'content'"),
    "visits_confirmation": ("", "'name'"),
    "visits_visitanswer": ("", ""),
    "visits_finding": ("", ""),
    "visits_findingphoto": ("", ""),
    "visits_visitmatter": ("", ""),
    "visits_visitpromise": ("", ""),
    "visits_owneranswer": ("", ""),
    "visits_amendment": ("", ""),
    "visits_checklist": ("", ""),
}


class Migration(migrations.Migration):
    dependencies = [("visits", "0004_records")]
    operations = [
        migrations.RunSQL(FUNCTION, "drop function visits_refuse_change()"),
        *(
            migrations.RunSQL(
                f"create trigger {table}_no_change before update or delete on {table}"
                f" for each row {condition} execute function visits_refuse_change({columns})",
                f"drop trigger {table}_no_change on {table}",
            )
            for table, (condition, columns) in GUARDED.items()
        ),
    ]
