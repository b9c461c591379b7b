"""检查意向: a desk would like to look at something somewhere, before anyone goes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.accounts.models import Officer
from yingzhou.work.inspections.models.inspections import Inspection
from yingzhou.work.inspections.models.items import InspectionItem
from yingzhou.work.inspections.models.plans import InspectionPlan
from yingzhou.work.registry.models import Business


class InspectionWish(WithPublicId):
    """检查意向：one item at one business between two days (`until` excluded), under an approved plan.

    Several wishes about one business become one inspection (综合查一次); `inspection` is where they went.
    """

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="inspection_wishes")
    item = models.ForeignKey(InspectionItem, on_delete=models.PROTECT, related_name="wishes")
    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="wishes")
    since = models.DateField()
    until = models.DateField()
    wished_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    wished_at = models.DateTimeField(db_default=Now(), editable=False)
    inspection = models.ForeignKey(Inspection, null=True, blank=True, on_delete=models.PROTECT, related_name="wishes")
    dropped_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="inspection_wish_until_after_since"),
            models.UniqueConstraint(
                fields=["business", "item"],
                condition=Q(inspection__isnull=True, dropped_why=""),
                name="inspection_wish_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business_id} {self.item_id}"
