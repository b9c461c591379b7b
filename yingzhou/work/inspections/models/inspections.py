"""行政检查: one inspection of one business, who went, what was looked at."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.accounts.models import Officer
from yingzhou.work.inspections.choices import Finding, NoticeWay, Origin, RepeatGround, State
from yingzhou.work.inspections.models.draws import RandomDraw
from yingzhou.work.inspections.models.items import InspectionItem
from yingzhou.work.inspections.models.plans import InspectionPlan
from yingzhou.work.registry.models import Business


class Inspection(WithPublicId):
    """行政检查：approved, with the code the city gave, announced, done by two or more with a certificate, its result told in writing.

    `code` is recorded here and issued by the city.  `clue_kind` and `clue_id` name the clue of a triggered one.  `merged` is
    how many wishes it stands for: one less is what the business was spared.
    """

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="inspections")
    origin = models.CharField(max_length=10, choices=Origin)
    plan = models.ForeignKey(InspectionPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="inspections")
    draw = models.ForeignKey(RandomDraw, null=True, blank=True, on_delete=models.PROTECT, related_name="inspections")
    clue_kind = models.CharField(max_length=32, blank=True)
    clue_id = models.UUIDField(null=True, blank=True)
    why = models.CharField(max_length=600)
    on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    merged = models.PositiveSmallIntegerField(default=1)
    repeat_ground = models.CharField(max_length=10, choices=RepeatGround, blank=True)
    repeat_reason = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_why = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=64, blank=True)
    code_on = models.DateField(null=True, blank=True)
    notified_on = models.DateField(null=True, blank=True)
    notified_how = models.CharField(max_length=8, choices=NoticeWay, blank=True)
    notified_whom = models.CharField(max_length=64, blank=True)
    inspected_on = models.DateField(null=True, blank=True)
    record = models.TextField(blank=True)
    told_on = models.DateField(null=True, blank=True)
    is_signed = models.BooleanField(default=False)
    unsigned_why = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="inspection_code_once"),
            models.CheckConstraint(condition=~Q(why=""), name="inspection_says_why"),
            models.CheckConstraint(
                condition=(Q(origin=Origin.TRIGGERED) ^ Q(clue_id__isnull=True)) & (Q(clue_id__isnull=True) ^ ~Q(clue_kind="")),
                name="inspection_clue_iff_triggered",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.TRIGGERED) | Q(plan__isnull=False), name="inspection_planned_by_a_plan"
            ),
            models.CheckConstraint(condition=Q(origin=Origin.DRAWN) ^ Q(draw__isnull=True), name="inspection_draw_iff_drawn"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_on__isnull=True)
                | (Q(decided_by__isnull=False, decided_on__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="inspection_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.ASKED, State.CANCELED]) | Q(decided_by__isnull=False),
                name="inspection_no_step_undecided",
            ),
            models.CheckConstraint(condition=Q(repeat_ground="") ^ ~Q(repeat_reason=""), name="inspection_repeat_says_why"),
            models.CheckConstraint(
                condition=~Q(state=State.INSPECTED)
                | (
                    Q(inspected_on__isnull=False, notified_on__isnull=False, code_on__isnull=False)
                    & ~Q(code="")
                    & Q(notified_on__lte=F("inspected_on"))
                ),
                name="inspection_done_needs_code_and_notice",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(state=State.INSPECTED), name="inspection_told_what_was_inspected"
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(told_on__isnull=False), name="inspection_published_once_told"
            ),
        ]
        indexes = [
            models.Index(fields=["business", "-on"], name="inspection_of_business"),
            models.Index(fields=["state", "-id"], name="inspection_state"),
            models.Index(fields=["-published_on", "-id"], name="inspection_public", condition=Q(published_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.business_id} {self.on}"


class Inspector(WithPublicId):
    """检查人员：who goes.  A recusal (回避) leaves the row with the day and the reason."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="inspectors")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="inspections")
    recused_on = models.DateField(null=True, blank=True)
    recused_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "officer"], name="inspector_once"),
            models.CheckConstraint(condition=Q(recused_on__isnull=True) ^ ~Q(recused_why=""), name="inspector_recused_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.officer_id}"


class InspectedItem(WithPublicId):
    """检查内容：one item of one inspection, and what was found.  A term to put it right is followed up once."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="items")
    item = models.ForeignKey(InspectionItem, on_delete=models.PROTECT, related_name="inspected")
    finding = models.CharField(max_length=10, choices=Finding, blank=True)
    text = models.CharField(max_length=600, blank=True)
    due_on = models.DateField(null=True, blank=True)
    followed_on = models.DateField(null=True, blank=True)
    is_fixed = models.BooleanField(null=True, blank=True)
    followed_text = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "item"], name="inspected_item_once"),
            models.CheckConstraint(
                condition=Q(finding=Finding.DEADLINE) ^ Q(due_on__isnull=True), name="inspected_item_due_iff_deadline"
            ),
            models.CheckConstraint(
                condition=Q(followed_on__isnull=True, is_fixed__isnull=True)
                | Q(followed_on__isnull=False, is_fixed__isnull=False, due_on__isnull=False),
                name="inspected_item_followed_up_once_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.item_id}"
