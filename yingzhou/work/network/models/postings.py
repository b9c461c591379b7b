"""Who holds which role where, and who stands in during leave."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.accounts.choices import SEPARATED, Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.network.models.dates import DateRange
from yingzhou.work.network.models.organizations import Organization

SEPARATED_ROLES = sorted(role.value for role in SEPARATED)


class Posting(WithPublicId):
    """任职：a person holds a role at an organization from–until.  Stands here, not in accounts: it needs the tree.

    The database refuses what the rules refuse: auditor, security officer and system operator are never held on a day
    on which the same person holds anything else, each other included.
    """

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(max_length=24, choices=Role)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="postings")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="posting_until_not_before_since"
            ),
            ExclusionConstraint(
                name="posting_once_a_day",
                expressions=[
                    (F("officer"), RangeOperators.EQUAL),
                    (F("organization"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="posting_separated_from_work",
                expressions=[
                    (F("officer"), RangeOperators.EQUAL),
                    (
                        Case(When(role__in=SEPARATED_ROLES, then=Value(1)), default=Value(0), output_field=IntegerField()),
                        RangeOperators.NOT_EQUAL,
                    ),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="posting_separated_from_each_other",
                expressions=[
                    (F("officer"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.NOT_EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(role__in=SEPARATED_ROLES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.role}"


class Leave(WithPublicId):
    """请假：from `since` up to, not including, `until` the deputy holds the officer's working postings as well as their own.

    It begins and ends by itself: nothing is switched on or off.
    """

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="leaves")
    deputy = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="deputizing")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="leave_until_after_since"),
            models.CheckConstraint(condition=~Q(officer=F("deputy")), name="leave_deputy_is_another"),
            ExclusionConstraint(
                name="leave_once_a_day",
                expressions=[
                    (F("officer"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.since}"
