"""Tags: words a bureau or a station puts on businesses, by hand or by rule."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.network.models import DateRange, Organization
from yingzhou.work.registry.choices import TaggedBy, TagScope
from yingzhou.work.registry.models.business import Business


class Tag(WithPublicId):
    """标签：a word with a scope, a validity and, where it is put on by rule, the rule as data (`rules.matches`).

    `seen_by` lists the roles that see it; empty means every role that sees the business.
    """

    name = models.CharField(max_length=24)
    scope = models.CharField(max_length=8, choices=TagScope, default=TagScope.BUREAU)
    station = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seen_by = models.JSONField(default=list, blank=True)
    rule = models.JSONField(default=list, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "station"], nulls_distinct=False, name="tag_name_once_a_scope"),
            models.CheckConstraint(
                condition=Q(scope=TagScope.BUREAU, station__isnull=True) | Q(scope=TagScope.STATION, station__isnull=False),
                name="tag_of_a_station_names_it",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """加标：a tag on a business from–until (not including)."""

    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="taggings")
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="taggings")
    put_by = models.CharField(max_length=8, choices=TaggedBy, default=TaggedBy.MANUAL)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="tagging_once_a_day",
                expressions=[
                    (F("business"), RangeOperators.EQUAL),
                    (F("tag"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tag_id} {self.business_id}"
