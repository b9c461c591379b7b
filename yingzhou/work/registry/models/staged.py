"""Rows of an import on their way in.  Both tables are UNLOGGED (migration 0003): they can be filled again from the file."""

from __future__ import annotations

from django.db import models

from yingzhou.base.staging.models import StagedRow
from yingzhou.work.registry.choices import Outcome


class StagedBusiness(StagedRow):
    """待导入主体：one row of a file, each cell read and checked, keys and place worked out; nothing in the clear about people."""

    uscc = models.CharField(max_length=18, null=True)
    uscc_override = models.CharField(max_length=200, null=True)
    name = models.CharField(max_length=120, null=True)
    name_key = models.CharField(max_length=120, null=True)
    kind = models.CharField(max_length=16, null=True)
    legal_form = models.CharField(max_length=16, null=True)
    status = models.CharField(max_length=12, null=True)
    registered_on = models.DateField(null=True)
    industry_code = models.CharField(max_length=8, null=True)
    registered_address = models.CharField(max_length=200, null=True)
    address_key = models.CharField(max_length=200, null=True)
    premises_address = models.CharField(max_length=200, null=True)
    premises_key = models.CharField(max_length=200, null=True)
    station_id = models.BigIntegerField(null=True)
    community_id = models.BigIntegerField(null=True)
    seated_by = models.CharField(max_length=12, null=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    seat_why = models.CharField(max_length=200, null=True)
    name_mask = models.CharField(max_length=24, null=True)
    phone_mask = models.CharField(max_length=24, null=True)
    phone_blind = models.CharField(max_length=48, null=True)
    employees = models.PositiveIntegerField(null=True)
    revenue = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    assets = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    permit_kind = models.CharField(max_length=20, null=True)
    permit_number = models.CharField(max_length=40, null=True)
    permit_expires_on = models.DateField(null=True)
    former_name = models.CharField(max_length=120, null=True)
    former_key = models.CharField(max_length=120, null=True)

    class Meta:
        managed = False
        db_table = "registry_stagedbusiness"

    def __str__(self) -> str:
        return f"{self.row} {self.name}"


class StagedMatch(models.Model):
    """比对：what a staged row means for the registry.

    `diff` is `{column: [before, after]}` of a changed row; `why` says what makes a doubtful row look like `target_id`.
    """

    pk = models.CompositePrimaryKey("batch_id", "row")
    batch_id = models.BigIntegerField()
    row = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    target_id = models.BigIntegerField(null=True)
    diff = models.JSONField(null=True)
    why = models.JSONField(null=True)

    class Meta:
        managed = False
        db_table = "registry_stagedmatch"
        verbose_name_plural = "staged matches"

    def __str__(self) -> str:
        return f"{self.row} {self.outcome}"
