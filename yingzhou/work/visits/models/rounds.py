"""Rounds: one subject, some trades in some villages, a few weeks."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.network.models import Organization


class PlanRound(WithPublicId):
    """专题走访：every business of some trades in some villages is seen once between `since` and `until` (both included).

    `trades` are prefixes of GB/T 4754 codes; no villages means all of the station, no officers anybody.  The weeks' plans
    place its visits; it has no plan of its own.
    """

    station = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=40)
    trades = models.JSONField(default=list)
    communities = models.ManyToManyField(Organization, blank=True, related_name="+")
    officers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    since = models.DateField()
    until = models.DateField()
    cloned_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="clones")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="plan_round_ends_after_it_began"),
            models.UniqueConstraint(
                fields=["station", "name", "since"], condition=Q(stopped_at__isnull=True), name="plan_round_once"
            ),
        ]
        indexes = [models.Index(fields=["station", "-since"], name="plan_round_of_station")]

    def __str__(self) -> str:
        return self.name
