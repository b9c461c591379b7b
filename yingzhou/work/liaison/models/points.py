"""Where on the ground people find us: contact points and when they are open."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.liaison.choices import PointKind, PointLevel, Weekday
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


class WeeklyHours(models.Model):
    """From–to on one day of every week; a break at noon makes two rows."""

    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        abstract = True


class ContactPoint(WithPublicId):
    """联系点、联络点：a door people can knock at, kept by a business or an organization, from–until.

    Name, address, phone and hours are public.  `station` looks after it; its stars, where it has any, are graded in `disputes`.
    """

    kind = models.CharField(max_length=12, choices=PointKind)
    level = models.CharField(max_length=12, choices=PointLevel)
    name = models.CharField(max_length=80)
    host_business = models.ForeignKey(Business, null=True, blank=True, on_delete=models.PROTECT, related_name="contact_points")
    host_organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted_points"
    )
    station = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="contact_points")
    community = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(host_business__isnull=False) ^ Q(host_organization__isnull=False), name="contact_point_one_host"
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="contact_point_is_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="contact_point_until_after_since"
            ),
            models.UniqueConstraint(
                fields=["station", "kind", "name"], condition=Q(until__isnull=True), name="contact_point_name_once_a_station"
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="contact_point_by_name")]

    def __str__(self) -> str:
        return self.name


class PointHours(WeeklyHours):
    """开放时间：when somebody is there."""

    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="hours")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point", "weekday", "opens"], name="point_hours_once"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="point_hours_close_after_opening"),
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="point_hours_on_a_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.weekday}"
