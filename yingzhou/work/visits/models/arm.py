"""The random arm of a station's week: drawn blindly, so that what the score gains can be measured."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


class ArmDraw(WithPublicId):
    """随机抽走访：one draw a station and week, by a seed anybody knows beforehand.  `record` lets anyone draw again.

    `room` is how many visits the week was thought to hold; `eligible` how many businesses were in the urn.
    """

    station = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    monday = models.DateField()
    seed = models.CharField(max_length=120)
    share_percent = models.PositiveSmallIntegerField()
    room = models.PositiveIntegerField()
    eligible = models.PositiveIntegerField()
    record = models.JSONField()
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False)

    append_only = True  # config/roles.py: no working role may change or delete its rows

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station", "monday"], name="arm_draw_once_a_week"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="arm_draw_on_a_monday"),
            models.CheckConstraint(condition=Q(share_percent__lte=100), name="arm_draw_share_in_per_cent"),
        ]
        indexes = [models.Index(fields=["monday", "station"], name="arm_draw_of_week")]

    def __str__(self) -> str:
        return f"{self.station_id} {self.monday}"


class ArmPlace(models.Model):
    """抽到的一家：in the order of the draw.  `points` is where the score had it that day: the score chose nothing here.

    Only a merger of two businesses changes a row; the record of the draw keeps the id that was drawn."""

    draw = models.ForeignKey(ArmDraw, on_delete=models.PROTECT, related_name="places")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "business"], name="arm_place_once"),
            models.UniqueConstraint(fields=["draw", "place"], name="arm_place_in_order"),
            models.CheckConstraint(condition=Q(points__lte=100) & Q(place__gte=1), name="arm_place_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.draw_id}: {self.business_id}"
