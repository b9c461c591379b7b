"""全国12315平台: complaints as the platform's file had them, cell by cell, and rows waiting to be written."""

from __future__ import annotations

from django.db import models

from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.secrets.fields import SealedField
from yingzhou.base.staging.models import StagedRow
from yingzhou.work.disputes.choices import ComplaintState, Ground, ReceiptChannel, RowOutcome, Topic
from yingzhou.work.disputes.models.complaint import Complaint


class PlatformSheet(models.Model):
    """平台表头：the header row of a file from the platform and which column is which; kept once for each that came."""

    fingerprint = models.CharField(max_length=64, unique=True)
    heading = models.JSONField()
    mapping = models.JSONField()

    def __str__(self) -> str:
        return self.fingerprint[:8]


class PlatformRow(WithPublicId):
    """平台原行：every cell of a complaint's row as it came (type, text, number format), sealed.

    What nobody has changed leaves the house again as it was.  `digest` tells an unchanged row without opening it.
    `case_before` are the facts of the matter before the last import changed them, for taking that import back.
    """

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="platform_row")
    sheet = models.ForeignKey(PlatformSheet, on_delete=models.PROTECT, related_name="rows")
    cells = SealedField()
    digest = models.CharField(max_length=48)
    case_before = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"platform row {self.public_id}"


class StagedComplaint(StagedRow):
    """待导入投诉：one row of the platform's file, read and checked; who complains only as blind values."""

    number = models.CharField(max_length=40, null=True)
    received_on = models.DateField(null=True)
    channel = models.CharField(max_length=12, choices=ReceiptChannel, null=True)
    state = models.CharField(max_length=12, choices=ComplaintState, null=True)
    respondent_name = models.CharField(max_length=120, null=True)
    respondent_uscc = models.CharField(max_length=18, null=True)
    respondent_address = models.CharField(max_length=200, null=True)
    request = models.TextField(null=True)
    facts = models.TextField(null=True)
    goods = models.CharField(max_length=120, null=True)
    topic = models.CharField(max_length=12, choices=Topic, null=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    bought_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    ground = models.CharField(max_length=16, choices=Ground, null=True)
    reason = models.TextField(null=True)
    ended_on = models.DateField(null=True)
    consents_publication = models.BooleanField(null=True)
    consents_delegation = models.BooleanField(null=True)
    phone_blind = models.CharField(max_length=48, null=True)
    address_blind = models.CharField(max_length=48, null=True)
    digest = models.CharField(max_length=48, null=True)

    class Meta:
        managed = False
        db_table = "disputes_stagedcomplaint"

    def __str__(self) -> str:
        return f"{self.row} {self.number}"


class StagedComplaintMatch(models.Model):
    """比对（投诉）：what a staged row means; `diff` is `{column: [before, after]}`, personal values masked."""

    pk = models.CompositePrimaryKey("batch_id", "row")
    batch_id = models.BigIntegerField()
    row = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=RowOutcome)
    target_id = models.BigIntegerField(null=True)
    diff = models.JSONField(null=True)

    class Meta:
        managed = False
        db_table = "disputes_stagedcomplaintmatch"
        verbose_name_plural = "staged complaint matches"

    def __str__(self) -> str:
        return f"{self.row} {self.outcome}"
