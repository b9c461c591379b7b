"""What changed, and what was merged."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.registry.models.business import Business


class Change(models.Model):
    """变更：the fields one statement changed in one row, old and new; written by the database itself, never by us.

    A trigger per statement fills it (migration 0002), so that bulk and hand-written updates are caught like any other.
    `fields` is `{field: [old, new]}`; sealed fields appear as `[null, null]`.  `actor` and `source` are what
    `base.trail.acting` said in this transaction.
    """

    business = models.ForeignKey(
        Business, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="changes"
    )
    table = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    operation = models.CharField(max_length=8, choices=[("update", "update"), ("delete", "delete")])
    fields = models.JSONField()
    actor = models.CharField(max_length=80)
    source = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        indexes = [models.Index(fields=["business", "-at", "-id"], name="change_business")]

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"


class Merge(WithPublicId):
    """合并：two rows turned out to be one business.  `moved` holds exactly what went over, so that it can go back."""

    keep = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="merges_won")
    lose = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="merges_lost")
    why = models.CharField(max_length=200)
    moved = models.JSONField()
    merged_by = models.CharField(max_length=80)
    merged_at = models.DateTimeField(db_default=Now(), editable=False)
    undone_by = models.CharField(max_length=80, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lose"], condition=Q(undone_at__isnull=True), name="merge_loses_a_business_once"),
            models.CheckConstraint(condition=~Q(keep=F("lose")), name="merge_of_two_different_businesses"),
        ]

    def __str__(self) -> str:
        return f"{self.lose_id} → {self.keep_id}"
