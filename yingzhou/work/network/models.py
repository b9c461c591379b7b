"""The dated organisation tree and postings in it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.accounts.choices import Role
from yingzhou.work.network.choices import Kind


class DateRange(Func):
    """`daterange(since, until)`: from `since` up to, not including, `until`; open-ended when `until` is null."""

    function = "daterange"
    output_field = DateRangeField()


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
        ]

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """隶属：under which organisation another stands, from when until (not including) when.

    A community stands under a station (regulation line, `line="station"`) and under a township (`line="township"`) at once;
    one parent per line and day.
    """

    child = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="placed")
    line = models.CharField(max_length=16, default="station")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
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


class Posting(WithPublicId):
    """任职：a person holds a role at an organisation from–until.  Stands here, not in accounts: it needs the tree."""

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(max_length=24, choices=Role)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="postings")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="posting_once_a_day",
                expressions=[
                    (F("officer"), RangeOperators.EQUAL),
                    (F("organization"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.role}"
