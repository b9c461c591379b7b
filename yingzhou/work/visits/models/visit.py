"""The visit itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.secrets.fields import SealedField
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.choices import Aim, ClockKept


class Visit(WithPublicId):
    """走访：somebody from the net was at a business.  No powers are exercised; it is no inspection and never becomes one.

    `public_id` is made by the phone.  `began_at` and `ended_at` are what the phone's clock said; `received_at` is ours, and
    `skew_seconds` how far the phone's clock ran ahead of ours on sending.  `visited_on` is the business day of the visit as
    we accept it (`rules.placed`).  One point on saving, never a track; `accuracy` in meters.

    `content` is the record as it was confirmed, in canonical JSON, the hash of every photo in it; `seal` is its SHA-256.
    A row with a seal is never changed: what is learned later is an `Amendment`.  Only a merge of businesses moves it.
    """

    number = models.CharField(max_length=24, blank=True)
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="visits")
    station = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="visits")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="visits")
    companion = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="visits_along"
    )
    aim = models.CharField(max_length=12, choices=Aim, default=Aim.ROUTINE)
    visited_on = models.DateField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    received_at = models.DateTimeField()
    skew_seconds = models.IntegerField(default=0)
    clock = models.CharField(max_length=6, choices=ClockKept, default=ClockKept.DEVICE)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    accuracy = models.PositiveIntegerField(null=True, blank=True)
    checklist = models.CharField(max_length=40, blank=True)
    checklist_version = models.CharField(max_length=20, blank=True)
    rest_fine = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    base = models.CharField(max_length=64, blank=True)
    content = SealedField()
    seal = models.CharField(max_length=64, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ended_at__gte=F("began_at")), name="visit_ends_after_it_began"),
            models.CheckConstraint(condition=~Q(companion=F("officer")), name="visit_companion_is_another"),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="visit_is_on_earth",
            ),
            models.CheckConstraint(condition=Q(seal="") | Q(seal__regex=r"^[0-9a-f]{64}$"), name="visit_seal_is_lower_hex"),
            models.CheckConstraint(condition=Q(seal="") | ~Q(number=""), name="visit_sealed_has_a_number"),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="visit_number_once"),
        ]
        indexes = [
            models.Index(fields=["business", "-visited_on", "-id"], name="visit_of_business"),
            models.Index(fields=["station", "-visited_on", "-id"], name="visit_of_station"),
            models.Index(fields=["officer", "-visited_on", "-id"], name="visit_of_officer"),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.business_id} {self.visited_on}"
