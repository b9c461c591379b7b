"""先行和解: what the portal and the studios take in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.cases.models import Case


class Dispute(WithPublicId):
    """先行和解：a quarrel about a purchase, brought to us before any statutory complaint; our own promise, no statutory clock.

    Parties, words and stage stand in its case (kind `dispute`).  It becomes a `Complaint` only through a statutory receipt.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="dispute")
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    bought_on = models.DateField(null=True, blank=True)
    goods = models.CharField(max_length=120, blank=True)
    label_code = models.CharField(max_length=120, blank=True)
    told_not_statutory_at = models.DateTimeField()
    consents_publication = models.BooleanField(default=False)
    consents_delegation = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="dispute_amount_not_negative"),
        ]

    def __str__(self) -> str:
        return f"dispute {self.case_id}"
