"""复查: planned by itself once proof is accepted; done on a visit or at the desk."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.hazards.models.hazard import Hazard


class Recheck(WithPublicId):
    """复查：somebody went and looked again.  A look, not an inspection.  Rows are only added."""

    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="rechecks")
    checked_on = models.DateField()
    passed = models.BooleanField()
    text = models.TextField(blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True  # config/roles.py: no working role may change or delete its rows

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(passed=True) | ~Q(text=""), name="recheck_failed_says_why")]

    def __str__(self) -> str:
        return f"{self.hazard_id} {self.checked_on}"


class PlannedRecheck(WithPublicId):
    """待复查：somebody has to look between two days.  The week's plan takes it from here; a recheck or a closing ends it."""

    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="planned_rechecks")
    from_on = models.DateField()
    by_on = models.DateField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hazard"], condition=Q(ended_at__isnull=True), name="planned_recheck_one_waits"),
            models.CheckConstraint(condition=Q(by_on__gte=F("from_on")), name="planned_recheck_in_order"),
        ]
        indexes = [models.Index(fields=["by_on"], condition=Q(ended_at__isnull=True), name="planned_recheck_waiting")]

    def __str__(self) -> str:
        return f"{self.hazard_id} {self.from_on}–{self.by_on}"
