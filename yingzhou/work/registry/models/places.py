"""Where a business is found, and to whom on the net it belongs."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.network.models import DateRange, Organization
from yingzhou.work.registry.choices import SeatedBy
from yingzhou.work.registry.models.business import Business


class Premises(WithPublicId):
    """经营场所：where the business is really found, from–until; often not its registered address, sometimes several."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="premises")
    address = models.CharField(max_length=200)
    address_key = models.CharField(max_length=200, blank=True, db_index=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "premises"
        constraints = [
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="premises_coordinates_both_and_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gt=F("since")),
                name="premises_until_after_since",
            ),
        ]

    def __str__(self) -> str:
        return self.address


class Stall(WithPublicId):
    """摊位：a numbered place inside a specialized market."""

    market = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="stalls")
    number = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market", "number"], name="stall_number_once_a_market")]

    def __str__(self) -> str:
        return self.number


class Tenancy(WithPublicId):
    """租用：a trader holds a stall from–until (not including).  One trader a stall a day."""

    stall = models.ForeignKey(Stall, on_delete=models.CASCADE, related_name="tenancies")
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="tenancies")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "tenancies"
        constraints = [
            ExclusionConstraint(
                name="tenancy_one_trader_a_day",
                expressions=[
                    (F("stall"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stall_id} {self.business_id}"


class Seat(models.Model):
    """落点：the station, village and grid cells a business belongs to from–until, how that was found and why.

    `cells` maps a grid's code to the public id of the cell.  `confidence` is in per cent.  One seat a business a day.
    """

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="seats")
    station = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cells = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()), blank=True)
    how = models.CharField(max_length=12, choices=SeatedBy)
    confidence = models.PositiveSmallIntegerField(default=100, db_default=100)
    why = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="seat_one_a_day",
                expressions=[
                    (F("business"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(confidence__lte=100), name="seat_confidence_in_per_cent"),
        ]

    def __str__(self) -> str:
        return f"{self.business_id} @ {self.station_id}"
