"""The hazard itself, and the photos that show it before and after."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.cases.models import Case
from yingzhou.work.hazards.choices import Ending, Grade, Side, State
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


class Hazard(WithPublicId):
    """隐患：one thing wrong at one business, from the day it was found to the day it is gone.

    `item` names a row of `hazards.items`; its words and what was needed are kept as they read that day.  `first_signal_on`
    is the day somebody first said so, if anybody did.  `due_on` is the day by which the owner has to put it right.
    Station and handler are those of its case.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="hazard")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="hazards")
    item = models.CharField(max_length=40)
    item_words = models.CharField(max_length=120)
    needed = models.CharField(max_length=200)
    grade = models.CharField(max_length=8, choices=Grade)
    grade_reason = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.FOUND)
    source = models.CharField(max_length=12)
    source_id = models.UUIDField(null=True, blank=True)
    first_signal_on = models.DateField(null=True, blank=True)
    found_on = models.DateField()
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    is_repeat = models.BooleanField(default=False)
    ending = models.CharField(max_length=16, choices=Ending, blank=True)
    removed_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state=State.CLOSED) ^ Q(ending=""), name="hazard_ending_iff_closed"),
            models.CheckConstraint(
                condition=Q(ending=Ending.REMOVED, removed_on__isnull=False)
                | (~Q(ending=Ending.REMOVED) & Q(removed_on__isnull=True)),
                name="hazard_removed_on_iff_removed",
            ),
            models.CheckConstraint(condition=~Q(state=State.FIXING) | Q(due_on__isnull=False), name="hazard_fixing_has_a_day"),
            models.CheckConstraint(
                condition=Q(first_signal_on__isnull=True) | Q(first_signal_on__lte=models.F("found_on")),
                name="hazard_signal_before_found",
            ),
        ]
        indexes = [
            models.Index(fields=["business", "-found_on", "-id"], name="hazard_of_business"),
            models.Index(fields=["-found_on", "-id"], name="hazard_latest"),
            models.Index(fields=["due_on", "id"], condition=~Q(state=State.CLOSED), name="hazard_open_by_due"),
            models.Index(fields=["removed_on"], condition=Q(state=State.CLOSED), name="hazard_removed_lately"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.business_id}"

    @property
    def is_open(self) -> bool:
        return self.state != State.CLOSED

    @property
    def station(self) -> Organization | None:
        return self.case.station

    @property
    def community(self) -> Organization | None:
        return self.case.community


class HazardPicture(WithPublicId):
    """前后照片：one half of the pair.  Rows are only added."""

    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="pictures")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    rectification = models.ForeignKey(
        "hazards.Rectification", null=True, blank=True, on_delete=models.PROTECT, related_name="pictures"
    )
    recheck = models.ForeignKey("hazards.Recheck", null=True, blank=True, on_delete=models.PROTECT, related_name="pictures")
    at = models.DateTimeField()

    append_only = True  # config/roles.py: no working role may change or delete its rows

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hazard", "evidence"], name="hazard_picture_once")]
        indexes = [models.Index(fields=["evidence"], name="hazard_picture_by_evidence")]

    def __str__(self) -> str:
        return f"{self.side} {self.hazard_id}"
