"""What was said to a record: by the owner at the end of the visit, and by anyone who learned better later."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.secrets.fields import SealedField
from yingzhou.work.visits.choices import ConfirmedBy, OwnerSays
from yingzhou.work.visits.models.photos import Photo
from yingzhou.work.visits.models.visit import Visit


class Confirmation(WithPublicId):
    """店主确认：how the owner answered for the record.  The name is sealed; the signature is a photo like the others."""

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="confirmation")
    kind = models.CharField(max_length=12, choices=ConfirmedBy)
    name = SealedField()
    photo = models.OneToOneField(Photo, null=True, blank=True, on_delete=models.PROTECT, related_name="signs")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=ConfirmedBy.SIGNATURE) | Q(photo__isnull=False), name="confirmation_signature_has_a_picture"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.visit_id}"


class OwnerAnswer(WithPublicId):
    """店主回话：what the owner said later, over the link.  Each answer is a row; the last one counts."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="owner_answers")
    says = models.CharField(max_length=12, choices=OwnerSays)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    append_only = True

    def __str__(self) -> str:
        return f"{self.says} {self.visit_id}"


class Amendment(WithPublicId):
    """更正：what was learned after the seal.  `fields` is {field: [as sealed, as it is]}; `seal` is the SHA-256 over the seal
    before it and this amendment, so that none can be taken out of the row."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="amendments")
    position = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200)
    fields = models.JSONField()
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seal = models.CharField(max_length=64)

    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "position"], name="amendment_position_once_a_visit")]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.position}"


class VisitConflict(WithPublicId):
    """两份不一样的记录：the same key came with other content.  Both are kept; a person decides field by field."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="conflicts")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = SealedField()
    content_hash = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    chosen = models.JSONField(default=dict, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "content_hash"], name="visit_conflict_once_a_content"),
            models.CheckConstraint(
                condition=Q(resolved_by__isnull=True, resolved_at__isnull=True)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
                name="visit_conflict_resolved_by_and_when",
            ),
        ]
        indexes = [
            models.Index(fields=["-received_at"], name="visit_conflict_open", condition=Q(resolved_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.content_hash[:12]}"
