"""A proposal of who looks after whom: what would change, why, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.accounts.models import Officer
from yingzhou.work.liaison.choices import ProposalState
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


class AssignmentProposal(WithPublicId):
    """派户建议：who should look after whom from a day on, at one station or (no station) in the whole district.

    Only what would change has a line; `kept` says how many stay.  Distances are in meters.
    """

    station = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.COMPUTING)
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    leaver = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kept = models.PositiveIntegerField(default=0)
    mean_before = models.PositiveIntegerField(null=True, blank=True)
    mean_after = models.PositiveIntegerField(null=True, blank=True)
    decided_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[ProposalState.COMPUTING, ProposalState.READY]) ^ Q(decided_at__isnull=False),
                name="assignment_proposal_decided_iff_decided",
            ),
        ]
        indexes = [models.Index(fields=["-asked_at", "-id"], name="assignment_proposal_latest")]

    def __str__(self) -> str:
        return f"{self.station_id} {self.since}"


class ProposalLine(WithPublicId):
    """建议的一户：from whom to whom, and the reasons as the engine gave them; taken out by a person, or not."""

    proposal = models.ForeignKey(AssignmentProposal, on_delete=models.CASCADE, related_name="lines")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    was = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    meters = models.PositiveIntegerField(null=True, blank=True)
    meters_before = models.PositiveIntegerField(null=True, blank=True)
    reasons = models.JSONField(default=list)
    is_out = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "business"], name="proposal_line_once_a_business"),
            models.CheckConstraint(condition=Q(officer__isnull=True) | ~Q(officer=F("was")), name="proposal_line_changes"),
        ]

    def __str__(self) -> str:
        return f"{self.business_id} → {self.officer_id}"


class ProposalLoad(models.Model):
    """建议前后的户数：how many one officer has before and after, and how many are allowed."""

    proposal = models.ForeignKey(AssignmentProposal, on_delete=models.CASCADE, related_name="loads")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    before = models.PositiveIntegerField()
    after = models.PositiveIntegerField()
    cap = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "officer"], name="proposal_load_once_an_officer")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.before} → {self.after}"
