"""A statutory clock and what happened to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.cases.choices import ClockMade, Pause


class Clock(WithPublicId):
    """法定期限：one period of the law that runs about one thing; `figure` names it, `received_on` fixes the rule set for good.

    `about` is the kind of thing and `about_id` its public id, never a foreign key upward.  `began_on` is the day the count
    starts from (not counted itself); `restarted_on` replaces it.  The days due are facts worked out when something
    happened, by the calendar of `edition`; whether it is late is never stored.
    """

    about = models.CharField(max_length=32)
    about_id = models.UUIDField()
    figure = models.CharField(max_length=64)
    received_on = models.DateField()
    began_on = models.DateField()
    restarted_on = models.DateField(null=True, blank=True)
    extended_by = models.PositiveSmallIntegerField(default=0)
    due_strict = models.DateField()
    due_rolled = models.DateField()
    is_provisional = models.BooleanField(default=False)
    edition = models.TextField()
    stopped_on = models.DateField(null=True, blank=True)
    stopped_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about", "about_id", "figure"], condition=Q(stopped_on__isnull=True), name="clock_one_runs_a_figure"
            ),
            models.CheckConstraint(condition=Q(began_on__gte=F("received_on")), name="clock_begins_once_received"),
            models.CheckConstraint(
                condition=Q(restarted_on__isnull=True) | Q(restarted_on__gte=F("began_on")), name="clock_restarts_later"
            ),
            models.CheckConstraint(condition=Q(due_rolled__gte=F("due_strict")), name="clock_rolls_forward"),
            models.CheckConstraint(condition=Q(stopped_on__isnull=True) ^ ~Q(stopped_why=""), name="clock_stop_says_why"),
        ]
        indexes = [
            models.Index(fields=["about", "about_id", "id"], name="clock_about"),
            models.Index(fields=["due_strict", "id"], condition=Q(stopped_on__isnull=True), name="clock_running_by_due"),
        ]

    def __str__(self) -> str:
        return f"{self.figure} → {self.due_strict}"

    @property
    def is_running(self) -> bool:
        """Not stopped; it may be paused."""
        return self.stopped_on is None


class ClockPause(WithPublicId):
    """暂停：days the law takes out of the count, from `since` (the first not counted) until `until` (counted again)."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="pauses")
    why = models.CharField(max_length=12, choices=Pause)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clock"], condition=Q(until__isnull=True), name="clock_one_pause_at_a_time"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="clock_pause_ends_later"),
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.since}–{self.until or ''}"


class ClockExtension(WithPublicId):
    """延长（法定期限）：asked for by one, granted or refused by whom the article names, never by who asked.  One waits at a time."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="extensions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_granted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clock"], condition=Q(decided_at__isnull=True), name="clock_one_extension_waits"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="clock_extension_by_another"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, is_granted__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_granted__isnull=False),
                name="clock_extension_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"extension of {self.clock_id}"


class ClockChange(WithPublicId):
    """一变：one thing that happened to a clock, with the day due after it.  Rows are only added; a trigger refuses to change one."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="changes")
    name = models.CharField(max_length=16, choices=ClockMade)
    on = models.DateField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    words = models.TextField(blank=True)
    due_strict = models.DateField()
    due_rolled = models.DateField()
    is_provisional = models.BooleanField()
    edition = models.TextField()

    append_only = True  # config/roles.py: no working role may change or delete its rows

    class Meta:
        indexes = [models.Index(fields=["clock", "id"], name="clock_change_of_clock")]

    def __str__(self) -> str:
        return f"{self.name} {self.clock_id}"
