"""What was done with a matter, move by move."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.cases.choices import Made, Stage
from yingzhou.work.cases.models.case import Case
from yingzhou.work.network.models import Organization


class Move(WithPublicId):
    """一步：one move of one matter.  Rows are only added; a trigger refuses to change or delete them.

    The moment is the server's.  `officer` is empty for whoever raised the matter and for the clock.  `words` is what the
    person moving wrote: a reason, a result, a note.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves")
    name = models.CharField(max_length=16, choices=Made)
    before = models.CharField(max_length=12, choices=Stage)
    after = models.CharField(max_length=12, choices=Stage)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    station = models.ForeignKey(Organization, null=True, on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    is_override = models.BooleanField(default=False)

    append_only = True  # config/roles.py: no working role may change or delete its rows

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_override=False) | (Q(name=Made.CLOSE) & ~Q(words="")), name="move_override_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="move_of_case"),
            models.Index(fields=["name", "at"], name="move_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.case_id}"


class Extension(WithPublicId):
    """延期：asked for with a reason and a day, granted or refused by another person.  One waits at a time."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extensions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.TextField()
    from_day = models.DateField()
    to_day = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_granted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(decided_at__isnull=True), name="extension_one_waits_a_case"),
            models.CheckConstraint(condition=Q(to_day__gt=F("from_day")), name="extension_is_later"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="extension_by_another"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, is_granted__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_granted__isnull=False),
                name="extension_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} → {self.to_day}"
