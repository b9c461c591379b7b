"""消费纠纷调解工作室: where people sit down together, who helps them, and when."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.accounts.models import Officer
from yingzhou.work.disputes.choices import BodyKind
from yingzhou.work.liaison.models import ContactPoint, WeeklyHours
from yingzhou.work.network.models import DateRange


class MediationStudio(WithPublicId):
    """调解工作室：stands at a contact point, one a point a day.  Free of charge for both sides, always."""

    point = models.ForeignKey(ContactPoint, on_delete=models.PROTECT, related_name="studios")
    name = models.CharField(max_length=80)
    body = models.CharField(max_length=12, choices=BodyKind)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="studio_until_after_since"),
            ExclusionConstraint(
                name="studio_one_a_point_a_day",
                expressions=[
                    (F("point"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StudioRoom(WithPublicId):
    """调解室：one room of a studio; an online one is a video line, which only one session can use at a time as well."""

    studio = models.ForeignKey(MediationStudio, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=40)
    is_online = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["studio", "name"], condition=Q(until__isnull=True), name="studio_room_name_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="studio_room_until_after_since"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Mediator(WithPublicId):
    """调解员：an officer of ours, or somebody from outside by name.  One row a person, so that nobody is in two rooms at once."""

    officer = models.OneToOneField(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="mediator")
    name = models.CharField(max_length=64)
    qualification = models.CharField(max_length=120, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="mediator_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class StudioMediator(WithPublicId):
    """驻点调解员：a mediator sits at a studio from–until."""

    studio = models.ForeignKey(MediationStudio, on_delete=models.PROTECT, related_name="seats")
    mediator = models.ForeignKey(Mediator, on_delete=models.PROTECT, related_name="seats")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="studio_mediator_until_after_since"
            ),
            ExclusionConstraint(
                name="studio_mediator_once_a_day",
                expressions=[
                    (F("studio"), RangeOperators.EQUAL),
                    (F("mediator"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mediator_id} @ {self.studio_id}"


class StudioHours(WeeklyHours):
    """工作室时间：when sessions can be held; the point may be open longer."""

    studio = models.ForeignKey(MediationStudio, on_delete=models.CASCADE, related_name="hours")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["studio", "weekday", "opens"], name="studio_hours_once"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="studio_hours_close_after_opening"),
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="studio_hours_on_a_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.studio_id} {self.weekday}"


class StudioClosure(WithPublicId):
    """停办：no sessions from `since` up to, not including, `until`; why is told on the door."""

    studio = models.ForeignKey(MediationStudio, on_delete=models.PROTECT, related_name="closures")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="studio_closure_until_after_since"),
            models.CheckConstraint(condition=~Q(reason=""), name="studio_closure_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.studio_id} {self.since}"
