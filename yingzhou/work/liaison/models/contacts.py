"""Who is the contact of whom."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.accounts.models import Officer
from yingzhou.work.network.models import DateRange
from yingzhou.work.registry.models import Business


class Contact(WithPublicId):
    """联络关系：an officer is the liaison of a business from–until.  One liaison a business a day."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="contacts")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="contacts")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="contact_one_liaison_a_day",
                expressions=[
                    (F("business"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} – {self.business_id}"
