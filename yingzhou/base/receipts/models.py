"""The table of receipts."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Kept(models.Model):
    """回执：a request that was answered: its key, a hash of who asked for what, and the answer.

    It names no row by foreign key: the key of a deleted record stays used.
    """

    scope = models.CharField(max_length=48)
    key = models.UUIDField()
    payload_hash = models.BinaryField()
    answer = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="receipt_key_once_per_scope")]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"
