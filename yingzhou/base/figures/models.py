"""The bureau's own figures."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from yingzhou.base.public_ids import WithPublicId


class OwnFigure(WithPublicId):
    """自定数值：one dated value of a figure, entered by one person and in force once another has approved it.

    `since` and `until` are both included, as in the rulebook.  What is approved is never changed; a later value follows it.
    """

    name = models.CharField(max_length=120)
    label = models.CharField(max_length=80, blank=True)
    label_en = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=24, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    value = models.JSONField()
    source = models.CharField(max_length=300)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | (Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(approved_by=F("entered_by"))),
                name="figure_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="figure_until_not_before_since"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="figure_has_a_source"),
            models.UniqueConstraint(fields=["name", "since"], condition=Q(approved_at__isnull=False), name="figure_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.since}"


class OwnYear(WithPublicId):
    """自录放假安排：one year's holiday notice as the bureau entered it, in force once another person has approved it.

    `rest` names the days off, `statutory` those that are festivals by regulation, `made_up` the weekends worked; ISO dates.
    A shipped year is never replaced; a later notice for an entered year follows it.
    """

    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    published = models.DateField()
    rest = models.JSONField()
    statutory = models.JSONField()
    made_up = models.JSONField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | (Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(approved_by=F("entered_by"))),
                name="own_year_approved_by_another",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="own_year_has_a_source"),
            models.UniqueConstraint(fields=["year"], condition=Q(approved_at__isnull=True), name="own_year_one_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.source}"
