"""The matter itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.cases.choices import Kind, Outcome, Source, Stage
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


class Case(WithPublicId):
    """事项：one matter on its way round the loop.

    `due_on` is our own promise (`due_figure` names it), never a statutory day.  Who raised it stands in another table.
    Each kind counts in a number series of its own, so that gaps in one tell nothing about another.
    """

    number = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.INTAKE)
    title = models.CharField(max_length=80)
    text = models.TextField()
    wish = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=12, choices=Source)
    source_id = models.UUIDField(null=True, blank=True)
    business = models.ForeignKey(Business, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    community = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    station = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="raised_cases"
    )
    began_on = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField()
    first_due_on = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    due_figure = models.CharField(max_length=64)
    is_due_provisional = models.BooleanField(default=False)
    result = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage=Stage.CLOSED) ^ Q(closed_on__isnull=True), name="case_closed_on_iff_closed"),
            models.CheckConstraint(condition=Q(stage=Stage.CLOSED) ^ Q(outcome=""), name="case_outcome_iff_closed"),
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.INTAKE, Stage.CLOSED]) | Q(station__isnull=False),
                name="case_station_once_dispatched",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[Stage.HANDLING, Stage.VERIFYING]) | Q(handler__isnull=False),
                name="case_handler_while_handled",
            ),
            models.CheckConstraint(condition=~Q(stage=Stage.INTAKE) | Q(handler__isnull=True), name="case_no_handler_at_intake"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | (Q(outcome=Outcome.MERGED) & ~Q(merged_into=F("id"))),
                name="case_merged_into_another",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=~Q(stage=Stage.CLOSED), name="case_open_by_due"),
            models.Index(fields=["station", "due_on", "id"], condition=~Q(stage=Stage.CLOSED), name="case_open_station"),
            models.Index(fields=["handler", "due_on", "id"], condition=~Q(stage=Stage.CLOSED), name="case_open_handler"),
            models.Index(fields=["business", "-received_at"], name="case_of_business"),
            models.Index(fields=["community", "due_on", "id"], name="case_of_community"),
            models.Index(fields=["-received_at", "-id"], name="case_latest"),
            models.Index(fields=["closed_on"], condition=Q(stage=Stage.CLOSED), name="case_closed_lately"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.stage != Stage.CLOSED

    @property
    def is_confidential(self) -> bool:
        """A signal: its sender is protected like an informant, and it goes past the shop's own liaison and village."""
        return self.kind == Kind.SIGNAL
