"""One person for one contact point, and what was promised there."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.accounts.models import Officer
from yingzhou.work.liaison.models.points import ContactPoint
from yingzhou.work.network.models import DateRange


class PointLiaison(WithPublicId):
    """联系点一对一：an officer keeps in touch with a point from–until.  One a point a day."""

    point = models.ForeignKey(ContactPoint, on_delete=models.PROTECT, related_name="liaisons")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="points")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="point_liaison_one_a_day",
                expressions=[
                    (F("point"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} – {self.point_id}"


class PointPromise(WithPublicId):
    """联系点上答应的事：what, to whom, by when; and, once it is done, on which day and what was done."""

    point = models.ForeignKey(ContactPoint, on_delete=models.PROTECT, related_name="promises")
    text = models.CharField(max_length=200)
    to_whom = models.CharField(max_length=60)
    promised_on = models.DateField()
    due_on = models.DateField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="point_promises")
    kept_on = models.DateField(null=True, blank=True)
    kept_words = models.CharField(max_length=200, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("promised_on")), name="point_promise_due_after_it_is_made"),
            models.CheckConstraint(condition=Q(kept_on__isnull=True) ^ ~Q(kept_words=""), name="point_promise_kept_with_words"),
        ]
        indexes = [
            models.Index(fields=["officer", "due_on", "id"], condition=Q(kept_on__isnull=True), name="point_promise_open"),
        ]

    def __str__(self) -> str:
        return self.text
