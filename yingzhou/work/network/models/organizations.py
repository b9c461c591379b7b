"""The dated organization tree."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models.dates import DateRange


class Organization(WithPublicId):
    """组织：the bureau, a station, a township, a village or residents' committee, a department, an association."""

    kind = models.CharField(max_length=16, choices=Kind)
    name = models.CharField(max_length=80)
    code = models.CharField(max_length=24, blank=True)
    code_series = models.CharField(max_length=24, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    is_illustrative = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code_series", "code"], condition=~Q(code=""), name="organization_code_once_per_series"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="organization_until_after_since"
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="organization_point_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """曾用名：what an organization was called from `since` up to, not including, `until`.  Old papers still find it."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=80)
    since = models.DateField()
    until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="organization_former_name_until_after_since"),
            ExclusionConstraint(
                name="organization_former_name_one_a_day",
                expressions=[
                    (F("organization"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Placement(WithPublicId):
    """隶属：under which organization another stands, from when until (not including) when.

    A community stands under a station (regulation line) and under a township at once; one parent per line and day.
    """

    child = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="placed")
    line = models.CharField(max_length=16, choices=Line, default=Line.STATION)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="placement_until_after_since"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="placement_not_under_itself"),
            ExclusionConstraint(
                name="placement_one_parent_a_day",
                expressions=[
                    (F("child"), RangeOperators.EQUAL),
                    (F("line"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} < {self.parent_id}"
