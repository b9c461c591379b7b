"""检查计划."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.accounts.models import Officer
from yingzhou.work.inspections.choices import PlanKind
from yingzhou.work.inspections.models.items import InspectionItem


class InspectionPlan(WithPublicId):
    """检查计划：what is to be inspected in which days (`until` excluded) and why; approved by somebody else than who drafted it.

    A special plan is published within the period of the law; nothing here says how many inspections are wanted.
    """

    kind = models.CharField(max_length=8, choices=PlanKind)
    name = models.CharField(max_length=120)
    why = models.CharField(max_length=600)
    scope = models.CharField(max_length=600)
    since = models.DateField()
    until = models.DateField()
    items = models.ManyToManyField(InspectionItem, related_name="plans")
    drafted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(db_default=Now(), editable=False)
    approved_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="inspection_plan_until_after_since"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(why="") & ~Q(scope=""), name="inspection_plan_says_why"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_on__isnull=True)
                | (Q(approved_by__isnull=False, approved_on__isnull=False) & ~Q(approved_by=F("drafted_by"))),
                name="inspection_plan_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(published_on__gte=F("approved_on")),
                name="inspection_plan_published_once_approved",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(filed_on__isnull=False), name="inspection_plan_filed_before_published"
            ),
        ]

    def __str__(self) -> str:
        return self.name
