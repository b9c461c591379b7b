"""星级: who looked at a point, what they saw, and the stars it was given with everything they rest on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.disputes.choices import AppealState, CheckKind
from yingzhou.work.liaison.models import ContactPoint


class PointCheck(WithPublicId):
    """自评、评估：one look at a point on a day, item by item, by the rubric of that day (`rubric_since`).  Never changed."""

    point = models.ForeignKey(ContactPoint, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(max_length=12, choices=CheckKind)
    on = models.DateField()
    rubric_since = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    words = models.CharField(max_length=400, blank=True)

    append_only = True  # config/roles.py: no working role may change or delete its rows

    class Meta:
        indexes = [models.Index(fields=["point", "kind", "-on", "-id"], name="point_check_latest")]

    def __str__(self) -> str:
        return f"{self.point_id} {self.kind} {self.on}"


class CheckedItem(models.Model):
    """一项：what was seen for one item of the rubric, as a number (yes is 1), with a photo where there is one."""

    look = models.ForeignKey(PointCheck, on_delete=models.PROTECT, related_name="items")
    item = models.CharField(max_length=40)
    value = models.PositiveIntegerField()
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["look", "item"], name="checked_item_once")]

    def __str__(self) -> str:
        return f"{self.look_id} {self.item}"


class StarAward(WithPublicId):
    """授星：stars from–until (not including), with a snapshot nobody changes: rubric, facts, points.

    `digest` is the SHA-256 of the snapshot in its one written form; the trail has it too.  A later award takes the place
    of an earlier one from its day on.
    """

    point = models.ForeignKey(ContactPoint, on_delete=models.PROTECT, related_name="awards")
    stars = models.PositiveSmallIntegerField()
    since = models.DateField()
    until = models.DateField()
    assessed = models.ForeignKey(PointCheck, on_delete=models.PROTECT, related_name="awards")
    snapshot = models.JSONField()
    digest = models.CharField(max_length=64)
    awarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    awarded_at = models.DateTimeField()

    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stars__range=(1, 5)), name="star_award_one_to_five"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="star_award_until_after_since"),
            models.UniqueConstraint(fields=["point", "since"], name="star_award_once_a_day"),
        ]
        indexes = [models.Index(fields=["point", "-since"], name="star_award_latest")]

    def __str__(self) -> str:
        return f"{self.point_id} {self.stars}"


class StarAppeal(WithPublicId):
    """复核申请：the point objects to its grade; somebody who did not award it decides.  One waits a point."""

    point = models.ForeignKey(ContactPoint, on_delete=models.PROTECT, related_name="appeals")
    award = models.ForeignKey(StarAward, null=True, blank=True, on_delete=models.PROTECT, related_name="appeals")
    words = models.TextField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=AppealState, default=AppealState.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point"], condition=Q(state="open"), name="star_appeal_one_waits"),
            models.CheckConstraint(
                condition=Q(state="open", decided_by__isnull=True, decided_at__isnull=True, answer="")
                | ~Q(state="open") & Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(answer=""),
                name="star_appeal_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("raised_by")), name="star_appeal_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.state}"
