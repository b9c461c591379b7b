"""Receipts and their signatures: they only grow, like the trail itself."""

from importlib import import_module

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

only_grows = import_module("yingzhou.base.trail.migrations.0002_append_only").only_grows


class Migration(migrations.Migration):

    dependencies = [
        ('trail', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignedReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False, unique=True)),
                ('event_id', models.BigIntegerField(unique=True)),
                ('subject_kind', models.CharField(max_length=48)),
                ('subject_id', models.UUIDField(unique=True)),
                ('text', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReceiptSignature',
            fields=[
                ('receipt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='signed', serialize=False, to='trail.signedreceipt')),
                ('key', models.CharField(max_length=16)),
                ('signature', models.CharField(max_length=128)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
        ),
        *only_grows("trail_signedreceipt"),
        *only_grows("trail_receiptsignature"),
    ]
