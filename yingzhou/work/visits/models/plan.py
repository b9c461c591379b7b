"""The week of a station: whom to see, by whom, on which day, and who must wait."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.choices import Aim, ChangeKind, PlanState, Why

WEEKDAYS = 7


class Plan(WithPublicId):
    """走访计划：one station, one week, one plan.

    `monday` names the week.  The same `seed`, seconds, figures and registry give the same plan.  `objective` is priority
    times seconds a point less travel seconds, as the engine counts it; `first_objective` that of the greedy answer.
    `edition` counts how often the rows below were written; a phone or a calendar that holds an older one asks again.
    `wanted` is what the worker was asked to compute last (the whole week, or one day), `computing_since` when.
    """

    station = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="plans")
    monday = models.DateField()
    seed = models.PositiveIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    edition = models.PositiveIntegerField(default=0)
    computing_since = models.DateTimeField(null=True, blank=True)
    computing_day = models.DateField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    is_stop_asked = models.BooleanField(default=False)
    is_cut_short = models.BooleanField(default=False)
    fault = models.CharField(max_length=300, blank=True)
    first_objective = models.BigIntegerField(null=True, blank=True)
    objective = models.BigIntegerField(null=True, blank=True)
    priority = models.PositiveIntegerField(default=0)
    travel = models.PositiveIntegerField(default=0)
    meters = models.PositiveIntegerField(default=0)
    candidates = models.PositiveIntegerField(default=0)
    matters = models.PositiveIntegerField(default=0)
    rulebook = models.CharField(max_length=12, blank=True)
    computed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station", "monday"], name="plan_one_a_station_and_week"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="plan_week_begins_on_monday"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="plan_accepted_by_somebody",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="plan_progress_in_per_cent"),
        ]

    def __str__(self) -> str:
        return f"{self.station_id} {self.monday}"

    @property
    def state(self) -> PlanState:
        """What can be done with it now."""
        if self.computing_since is not None:
            return PlanState.COMPUTING
        if self.accepted_at is not None:
            return PlanState.ACCEPTED
        return PlanState.READY if self.edition else PlanState.DRAFT

    @property
    def better_by(self) -> int:
        """By how many per cent the plan is better than the first answer to the same question."""
        if self.objective is None or not self.first_objective or self.first_objective < 0:
            return 0
        return max(0, round(100 * (self.objective - self.first_objective) / self.first_objective))

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=WEEKDAYS - 1)


class PlannedVisit(WithPublicId):
    """排好的走访：one business on one day by one officer, or two.

    `matters` are all things seen to in this one visit, as (kind, text); `reasons` why this business, as (text, points);
    `whys` why this day and this officer, in words.  `travel` is seconds and `meters` the way from the place before.
    A locked visit stays with its officer on its day when the plan is computed again.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="visits")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="planned_visits")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="planned_visits")
    companion = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_visits_along"
    )
    day = models.DateField()
    position = models.PositiveSmallIntegerField()
    arrives_at = models.DateTimeField()
    service = models.PositiveSmallIntegerField()
    travel = models.PositiveIntegerField(default=0)
    meters = models.PositiveIntegerField(default=0)
    longitude = models.DecimalField(max_digits=8, decimal_places=5)
    latitude = models.DecimalField(max_digits=8, decimal_places=5)
    address = models.CharField(max_length=200, blank=True)
    aim = models.CharField(max_length=12, choices=Aim, default=Aim.ROUTINE)
    points = models.PositiveSmallIntegerField(default=0)
    matters = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    whys = models.JSONField(default=list)
    is_promised = models.BooleanField(default=False)
    is_random = models.BooleanField(default=False)
    is_own = models.BooleanField(default=False)
    is_locked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "business"], name="planned_visit_once_a_week"),
            models.UniqueConstraint(
                fields=["plan", "officer", "day", "position"],
                deferrable=models.Deferrable.DEFERRED,
                name="planned_visit_one_after_another",
            ),
            models.CheckConstraint(condition=~Q(companion=F("officer")), name="planned_visit_companion_is_another"),
        ]
        indexes = [
            models.Index(fields=["officer", "day"], name="planned_visit_of_officer"),
            models.Index(fields=["companion", "day"], name="planned_visit_along"),
            models.Index(fields=["business", "-day"], name="planned_visit_of_business"),
        ]

    def __str__(self) -> str:
        return f"{self.business_id} {self.day}"


class UnplacedVisit(WithPublicId):
    """没排进去的：a business that waits, why, and what would place it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="unplaced")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="unplaced_visits")
    kind = models.CharField(max_length=12, choices=Why)
    detail = models.CharField(max_length=200, blank=True)
    points = models.PositiveSmallIntegerField(default=0)
    matters = models.JSONField(default=list)
    is_promised = models.BooleanField(default=False)
    order = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "business"], name="unplaced_visit_once_a_week"),
            models.UniqueConstraint(fields=["plan", "order"], name="unplaced_visit_in_order"),
        ]
        indexes = [models.Index(fields=["business"], name="unplaced_visit_of_business")]

    def __str__(self) -> str:
        return f"{self.business_id} {self.kind}"


class PlanChange(WithPublicId):
    """临时变化：somebody is away, a shop is closed, something cannot wait.  Each is heeded whenever its day is planned again."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=ChangeKind)
    day = models.DateField()
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    business = models.ForeignKey(Business, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_changes")
    text = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.AWAY, officer__isnull=False, business__isnull=True)
                | (~Q(kind=ChangeKind.AWAY) & Q(officer__isnull=True, business__isnull=False)),
                name="plan_change_about_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"
