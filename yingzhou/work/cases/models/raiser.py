"""Who raised a matter: a table of its own, sealed, opened only for a purpose and never through the public window."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.secrets.fields import SealedField
from yingzhou.work.cases.choices import Reach
from yingzhou.work.cases.models.case import Case


class Raiser(WithPublicId):
    """提出人：name and phone as far as they were given, sealed per field; erased on `erase_on`.

    No row at all for someone who left nothing.  No address of a machine, no browser, no account is ever kept.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="raiser")
    name = SealedField()
    phone = SealedField()
    reach = models.CharField(max_length=12, choices=Reach)
    consented_at = models.DateTimeField()
    erase_on = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(erased_at__isnull=True) | Q(name="", phone=""), name="raiser_erased_is_empty"),
        ]
        indexes = [
            models.Index(fields=["erase_on"], condition=Q(erased_at__isnull=True), name="raiser_to_erase"),
        ]

    def __str__(self) -> str:
        return f"raiser of {self.case_id}"


class TrackingCode(models.Model):
    """编码：the keyed hash of the code by which whoever raised a matter finds it again.  The code itself is nowhere."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="code")
    digest = models.CharField(max_length=48, unique=True)

    def __str__(self) -> str:
        return f"code of {self.case_id}"
