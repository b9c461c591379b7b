"""逾期没有回音: put before the next level, or stopped with a reason."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.hazards.choices import Level
from yingzhou.work.hazards.models.hazard import Hazard


class Escalation(WithPublicId):
    """逐级上报：a hazard past its day without an answer, put before one level once for that day.

    Stopped by a person with a reason, or by the owner's answer; what was put is never taken off the record.
    """

    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="escalations")
    level = models.CharField(max_length=16, choices=Level)
    due_on = models.DateField()
    at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    stop_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hazard", "level", "due_on"], name="escalation_once_a_level_and_day"),
            models.CheckConstraint(condition=Q(stopped_at__isnull=True) ^ ~Q(stop_reason=""), name="escalation_stop_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.hazard_id}"
