"""The tables of the trail."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from yingzhou.base.public_ids import WithPublicId


class Event(WithPublicId):
    """留痕：one fact, one line.  Written in the transaction of the fact; never changed, never deleted."""

    append_only = True  # config/roles.py: no working role may change or delete its rows

    at = models.DateTimeField(db_default=Now(), editable=False)
    verb = models.CharField(max_length=64)
    actor = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=48)
    subject_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="event_subject"),
            models.Index(fields=["actor", "-id"], name="event_actor"),
            models.Index(fields=["verb", "-id"], name="event_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind}"


class Seal(models.Model):
    """封存：a batch of lines under one signed head.  `head` is the signed text, byte for byte; the columns repeat it to be asked.

    `high` is the greatest event id sealed so far: below it only lines of transactions that ended late can be missing.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    size = models.PositiveIntegerField()
    high = models.BigIntegerField()
    head = models.TextField()
    head_hash = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=128)

    append_only = True
    sealed_by_sealer = True

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__gt=0), name="seal_numbers_start_at_one"),
            models.CheckConstraint(condition=Q(size__gt=0), name="seal_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.head_hash[:12]}"


class Leaf(models.Model):
    """封存位置：where a line stands in its batch, and its hash.  No foreign key: a line taken away must be noticed, not prevented."""

    event_id = models.BigIntegerField(primary_key=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="leaves")
    position = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    append_only = True
    sealed_by_sealer = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seal", "position"], name="leaf_one_line_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.seal_id}/{self.position}"


class SignedReceipt(WithPublicId):
    """收件回执：what somebody who handed something in was promised: that its line is there, and by when it is sealed.

    `text` is what is signed, byte for byte.  No foreign key: a thing or a line taken away must be noticed, not prevented.
    """

    event_id = models.BigIntegerField(unique=True)
    subject_kind = models.CharField(max_length=48)
    subject_id = models.UUIDField(unique=True)
    text = models.TextField()

    append_only = True

    def __str__(self) -> str:
        return f"receipt {self.public_id}"


class ReceiptSignature(models.Model):
    """回执签名：of the signer, added once, at the latest by the job of the next minute."""

    receipt = models.OneToOneField(SignedReceipt, on_delete=models.PROTECT, primary_key=True, related_name="signed")
    key = models.CharField(max_length=16)
    signature = models.CharField(max_length=128)
    at = models.DateTimeField(db_default=Now(), editable=False)

    append_only = True

    def __str__(self) -> str:
        return f"signature of {self.receipt_id}"
