"""Permits (许可证)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.registry.choices import PermitKind
from yingzhou.work.registry.models.business import Business


class Permit(WithPublicId):
    """许可证：what a business may do, from when until when.

    `expires_on` is the last valid day; null means it does not run out.  `ended_on` is set when it was cancelled or
    given back early.  "Expiring" and "expired" are computed from these and the day (`rules.permit_state`).
    """

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="permits")
    kind = models.CharField(max_length=20, choices=PermitKind)
    title = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=40, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="permit_expires_after_issue",
            ),
            models.CheckConstraint(condition=~Q(kind=PermitKind.OTHER) | ~Q(title=""), name="permit_other_has_a_title"),
        ]
        indexes = [
            models.Index(
                fields=["expires_on", "business"],
                name="permit_expiry",
                condition=Q(ended_on__isnull=True, expires_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
