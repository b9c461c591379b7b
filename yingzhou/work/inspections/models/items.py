"""检查事项: what may be looked at at all, and what a higher authority has looked at already."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.accounts.models import Officer
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


class InspectionItem(WithPublicId):
    """检查事项：one matter of the published list, with the desk it belongs to.  What is not published is not inspected."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    desk = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=200)
    is_food = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(until__isnull=True), name="inspection_item_code_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="inspection_item_until_after_since"
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(basis=""), name="inspection_item_says_what_and_why"),
        ]

    def __str__(self) -> str:
        return self.name


class SuperiorCheck(WithPublicId):
    """上级检查：a higher authority looked at an item at a business; typed in from its paper."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="superior_checks")
    item = models.ForeignKey(InspectionItem, on_delete=models.PROTECT, related_name="superior_checks")
    authority = models.CharField(max_length=80)
    on = models.DateField()
    source = models.CharField(max_length=200)
    entered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "item", "on", "authority"], name="superior_check_once"),
            models.CheckConstraint(condition=~Q(authority="") & ~Q(source=""), name="superior_check_says_who"),
        ]
        indexes = [models.Index(fields=["business", "-on"], name="superior_check_of_business")]

    def __str__(self) -> str:
        return f"{self.business_id} {self.on}"
