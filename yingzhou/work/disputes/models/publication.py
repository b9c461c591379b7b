"""公开统计: what was published of a month, as it was published."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId


class PublishedMonth(WithPublicId):
    """月度公开统计：the tables of one month with small counts withheld, prepared by one person, approved by another.

    Frozen once approved (a trigger refuses any change): a month published twice could be compared with itself.
    """

    month = models.DateField(unique=True)
    tables = models.JSONField()
    figures = models.JSONField()
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="published_month_is_a_month"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | (Q(approved_at__isnull=False, approved_by__isnull=False) & ~Q(approved_by=F("prepared_by"))),
                name="published_month_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
