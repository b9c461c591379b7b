"""What the owner was asked to do: in writing, as advice, or ordered by somebody who may."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.hazards.choices import OrderService
from yingzhou.work.hazards.models.hazard import Hazard


class Advice(WithPublicId):
    """整改建议：what to do and by when.  A service to the owner, no order; each new day is a new row.

    `default_on` is the day the grade would have given, kept beside the one the officer chose.
    """

    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="advice_given")
    words = models.TextField()
    given_on = models.DateField()
    by_on = models.DateField()
    default_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True  # config/roles.py: no working role may change or delete its rows

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(by_on__gte=F("given_on")), name="advice_day_not_past")]

    def __str__(self) -> str:
        return f"{self.hazard_id} {self.by_on}"


class RectificationOrder(WithPublicId):
    """责令限期改正：asked for by a certified officer, approved by another; served with proof.

    The law sets no number of days: the officer does, and somebody else agrees.  `article` is as it stood that day.
    """

    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="orders")
    words = models.TextField()
    article = models.CharField(max_length=200)
    by_on = models.DateField()
    certificate = models.ForeignKey("accounts.Certificate", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    is_approved = models.BooleanField(null=True, blank=True)
    answer = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=40, blank=True)
    served_on = models.DateField(null=True, blank=True)
    service = models.CharField(max_length=12, choices=OrderService, blank=True)
    served_to = models.CharField(max_length=40, blank=True)
    proof = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hazard"], condition=Q(is_approved__isnull=True), name="order_one_waits_a_hazard"),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="order_number_once"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("asked_by")), name="order_reviewed_by_another"
            ),
            models.CheckConstraint(
                condition=Q(is_approved__isnull=True, reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(is_approved__isnull=False, reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="order_reviewed_whole",
            ),
            models.CheckConstraint(
                condition=Q(served_on__isnull=True, service="")
                | (Q(served_on__isnull=False, is_approved=True, proof__isnull=False) & ~Q(service="")),
                name="order_served_with_proof",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"order {self.hazard_id}"
