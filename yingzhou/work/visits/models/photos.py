"""Photos on their way in, and what became of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.visits.choices import PhotoKind


class Photo(WithPublicId):
    """走访照片：one photo a phone announced: how long it is and what its hash must be.  `public_id` is made by the phone.

    It comes in pieces (`base.evidence.pieces`); `evidence` is set when the last one is in and the whole was hashed.
    """

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=PhotoKind)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    evidence = models.OneToOneField(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="visit_photo")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="photo_sha256_is_lower_hex"),
            models.CheckConstraint(condition=Q(size__gt=0), name="photo_is_not_empty"),
        ]
        indexes = [models.Index(fields=["sha256"], name="photo_by_content")]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"
