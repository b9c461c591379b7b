"""The tables of evidence."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.secrets.fields import SealedField


class Evidence(WithPublicId):
    """证据：one file as it was handed in.  Never changed, never deleted; several rows may name the same content.

    `kind` says which room it belongs to (`case`, `import`, …): that room decides who may see it.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=80)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=48, blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.CharField(max_length=80)

    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="evidence_sha256_is_lower_hex"),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:12]}"

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")


class OriginalName(WithPublicId):
    """What the file was called where it came from: personal, so sealed, apart from the evidence, and erasable."""

    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="original_name")
    name = SealedField()

    def __str__(self) -> str:
        return str(self.evidence_id)
