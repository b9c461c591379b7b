"""Where rows of an import wait.  UNLOGGED: what is lost in a crash is read again from the file, and nothing is written twice to disk."""

from django.db import migrations, models
import django.db.models.deletion

STAGED = """
CREATE UNLOGGED TABLE registry_stagedbusiness (
    batch_id bigint NOT NULL,
    row integer NOT NULL,
    held boolean NOT NULL,
    uscc varchar(18),
    uscc_override varchar(200),
    name varchar(120),
    name_key varchar(120),
    kind varchar(16),
    legal_form varchar(16),
    status varchar(12),
    registered_on date,
    industry_code varchar(8),
    registered_address varchar(200),
    address_key varchar(200),
    premises_address varchar(200),
    premises_key varchar(200),
    station_id bigint,
    community_id bigint,
    seated_by varchar(12),
    confidence smallint,
    seat_why varchar(200),
    name_mask varchar(24),
    phone_mask varchar(24),
    phone_blind varchar(48),
    employees integer,
    revenue numeric(16, 2),
    assets numeric(16, 2),
    permit_kind varchar(20),
    permit_number varchar(40),
    permit_expires_on date,
    former_name varchar(120),
    former_key varchar(120),
    PRIMARY KEY (batch_id, row)
)
"""
MATCHES = """
CREATE UNLOGGED TABLE registry_stagedmatch (
    batch_id bigint NOT NULL,
    row integer NOT NULL,
    outcome varchar(8) NOT NULL,
    target_id bigint,
    diff jsonb,
    why jsonb,
    PRIMARY KEY (batch_id, row)
)
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_changes"), ("staging", "0001_initial")]

    operations = [
        migrations.RunSQL(STAGED, "DROP TABLE registry_stagedbusiness"),
        migrations.RunSQL(MATCHES, "DROP TABLE registry_stagedmatch"),
        migrations.CreateModel(
            name='StagedBusiness',
            fields=[
                ('pk', models.CompositePrimaryKey('batch_id', 'row', blank=True, editable=False, primary_key=True, serialize=False)),
                ('row', models.PositiveIntegerField()),
                ('held', models.BooleanField(default=False)),
                ('uscc', models.CharField(max_length=18, null=True)),
                ('uscc_override', models.CharField(max_length=200, null=True)),
                ('name', models.CharField(max_length=120, null=True)),
                ('name_key', models.CharField(max_length=120, null=True)),
                ('kind', models.CharField(max_length=16, null=True)),
                ('legal_form', models.CharField(max_length=16, null=True)),
                ('status', models.CharField(max_length=12, null=True)),
                ('registered_on', models.DateField(null=True)),
                ('industry_code', models.CharField(max_length=8, null=True)),
                ('registered_address', models.CharField(max_length=200, null=True)),
                ('address_key', models.CharField(max_length=200, null=True)),
                ('premises_address', models.CharField(max_length=200, null=True)),
                ('premises_key', models.CharField(max_length=200, null=True)),
                ('station_id', models.BigIntegerField(null=True)),
                ('community_id', models.BigIntegerField(null=True)),
                ('seated_by', models.CharField(max_length=12, null=True)),
                ('confidence', models.PositiveSmallIntegerField(null=True)),
                ('seat_why', models.CharField(max_length=200, null=True)),
                ('name_mask', models.CharField(max_length=24, null=True)),
                ('phone_mask', models.CharField(max_length=24, null=True)),
                ('phone_blind', models.CharField(max_length=48, null=True)),
                ('employees', models.PositiveIntegerField(null=True)),
                ('revenue', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('assets', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('permit_kind', models.CharField(max_length=20, null=True)),
                ('permit_number', models.CharField(max_length=40, null=True)),
                ('permit_expires_on', models.DateField(null=True)),
                ('former_name', models.CharField(max_length=120, null=True)),
                ('former_key', models.CharField(max_length=120, null=True)),
            ],
            options={
                'db_table': 'registry_stagedbusiness',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='StagedMatch',
            fields=[
                ('pk', models.CompositePrimaryKey('batch_id', 'row', blank=True, editable=False, primary_key=True, serialize=False)),
                ('batch_id', models.BigIntegerField()),
                ('row', models.PositiveIntegerField()),
                ('outcome', models.CharField(choices=[('new', '新增'), ('changed', '变更'), ('same', '不变'), ('doubtful', '疑似重复'), ('outside', '不在范围内')], max_length=8)),
                ('target_id', models.BigIntegerField(null=True)),
                ('diff', models.JSONField(null=True)),
                ('why', models.JSONField(null=True)),
            ],
            options={
                'verbose_name_plural': 'staged matches',
                'db_table': 'registry_stagedmatch',
                'managed': False,
            },
        ),
    ]
