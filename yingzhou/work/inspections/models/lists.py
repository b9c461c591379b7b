"""Who is left in peace, and how risk and credit grade a business.  Internal: never shown to the public or to the business."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.accounts.models import Officer
from yingzhou.work.inspections.choices import ExemptionKind, Grade, GradeKind
from yingzhou.work.network.models import DateRange
from yingzhou.work.registry.models import Business


class Exemption(WithPublicId):
    """免打扰：a business is left in peace from–until, for a reason that is written down.  What is triggered goes ahead."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="exemptions")
    kind = models.CharField(max_length=16, choices=ExemptionKind)
    reason = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField()
    ended_why = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="exemption_until_not_before_since"),
            models.CheckConstraint(condition=~Q(reason=""), name="exemption_says_why"),
            ExclusionConstraint(
                name="exemption_one_of_a_kind_a_day",
                expressions=[
                    (F("business"), RangeOperators.EQUAL),
                    (F("kind"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business_id} {self.since}"


class Grading(WithPublicId):
    """风险等级、信用分类：a grade as another system gave it, from–until.  Internal reference, never a penalty."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="gradings")
    kind = models.CharField(max_length=8, choices=GradeKind)
    grade = models.CharField(max_length=1, choices=Grade)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    entered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="grading_until_after_since"),
            models.CheckConstraint(condition=~Q(source=""), name="grading_says_where_from"),
            ExclusionConstraint(
                name="grading_one_of_a_kind_a_day",
                expressions=[
                    (F("business"), RangeOperators.EQUAL),
                    (F("kind"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business_id} {self.kind}"
