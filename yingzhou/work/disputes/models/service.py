"""送达: that a paper reached whom it was for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.disputes.choices import ServiceChannel, Side
from yingzhou.work.disputes.models.complaint import Complaint


class Service(WithPublicId):
    """送达：one paper told to one side by one channel, at a moment, with what shows it.  Rows are only added.

    A decision counts as told from the first of its services; the clocks that end with telling end with it.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="services")
    paper = models.ForeignKey(IssuedPaper, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    channel = models.CharField(max_length=12, choices=ServiceChannel)
    at = models.DateTimeField()
    receipt = models.CharField(max_length=200)
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    append_only = True  # config/roles.py: no working role may change or delete its rows

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "side", "channel", "at"], name="service_noted_once"),
            models.CheckConstraint(condition=~Q(receipt=""), name="service_shows_something"),
        ]
        indexes = [models.Index(fields=["complaint", "id"], name="service_of_complaint")]

    def __str__(self) -> str:
        return f"{self.side} of {self.complaint_id} by {self.channel}"
