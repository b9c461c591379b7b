"""Where rows of the platform's file wait (UNLOGGED: read again from the file after a crash), and what was published stays."""

from django.db import migrations

STAGED = """
CREATE UNLOGGED TABLE disputes_stagedcomplaint (
    batch_id bigint NOT NULL,
    row integer NOT NULL,
    held boolean NOT NULL,
    number varchar(40),
    received_on date,
    channel varchar(12),
    state varchar(12),
    respondent_name varchar(120),
    respondent_uscc varchar(18),
    respondent_address varchar(200),
    request text,
    facts text,
    goods varchar(120),
    topic varchar(12),
    amount numeric(12, 2),
    bought_on date,
    decided_on date,
    ground varchar(16),
    reason text,
    ended_on date,
    consents_publication boolean,
    consents_delegation boolean,
    phone_blind varchar(48),
    address_blind varchar(48),
    digest varchar(48),
    PRIMARY KEY (batch_id, row)
)
"""
MATCHES = """
CREATE UNLOGGED TABLE disputes_stagedcomplaintmatch (
    batch_id bigint NOT NULL,
    row integer NOT NULL,
    outcome varchar(8) NOT NULL,
    target_id bigint,
    diff jsonb,
    PRIMARY KEY (batch_id, row)
)
"""
NOTES = """
create function disputes_note_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% only grows: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end
$$
"""
PUBLISHED = """
create function disputes_published_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'what was published stays: % is refused', lower(tg_op) using errcode = 'insufficient_privilege';
end
$$
"""


class Migration(migrations.Migration):
    dependencies = [("disputes", "0005_platform")]

    operations = [
        migrations.RunSQL(STAGED, "DROP TABLE disputes_stagedcomplaint"),
        migrations.RunSQL(MATCHES, "DROP TABLE disputes_stagedcomplaintmatch"),
        migrations.RunSQL(NOTES, "drop function disputes_note_refuse_change()"),
        migrations.RunSQL(
            "create trigger disputes_repeatnote_no_change before update or delete on disputes_repeatnote"
            " for each statement execute function disputes_note_refuse_change()",
            "drop trigger disputes_repeatnote_no_change on disputes_repeatnote",
        ),
        migrations.RunSQL(PUBLISHED, "drop function disputes_published_refuse_change()"),
        migrations.RunSQL(
            "create trigger disputes_publishedmonth_stays before update or delete on disputes_publishedmonth"
            " for each row when (old.approved_at is not null) execute function disputes_published_refuse_change()",
            "drop trigger disputes_publishedmonth_stays on disputes_publishedmonth",
        ),
    ]
