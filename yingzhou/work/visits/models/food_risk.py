"""What a business was scored for food risk, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.registry.models import Business


class FoodRiskProfile(WithPublicId):
    """食品风险评分：one scoring on one day, by one table.  Rows are only added; the latest holds (a merger of two businesses moves them).

    `figure` and `version` name the table, `scores` maps its items to points (null: not scored), `moves` are reasons that moved the
    class.  `low` and `high` bound the sum; `klass` is empty while what was not scored could still change it; `by_points` is the class before the moves, empty likewise.
    """

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="food_risk_profiles")
    figure = models.CharField(max_length=64)
    version = models.CharField(max_length=40)
    scores = models.JSONField()
    moves = models.JSONField(default=list)
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    by_points = models.CharField(max_length=2, blank=True)
    klass = models.CharField(max_length=2, blank=True)
    note = models.CharField(max_length=200, blank=True)
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(low__lte=F("high")), name="food_risk_range"),
        ]
        indexes = [models.Index(fields=["business", "-assessed_on", "-id"], name="food_risk_of_business")]

    def __str__(self) -> str:
        return f"{self.business_id} {self.assessed_on} {self.klass}"
