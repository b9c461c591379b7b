"""调解: the mediation itself, who agreed to it, to whom it was delegated, and what makes it rest."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.disputes.choices import AppraisalKind, Bearer, DelegateKind, Means, MediationState, Side
from yingzhou.work.disputes.models.complaint import Complaint
from yingzhou.work.disputes.models.dispute import Dispute
from yingzhou.work.network.models import Organization

RUNNING = [MediationState.ASKED, MediationState.OPEN, MediationState.SETTLED]
HAPPENED = Q(state__in=[MediationState.PERFORMED, MediationState.ENDED])


class Mediation(WithPublicId):
    """调解：of exactly one complaint or one dispute, one running at a time; free of charge.

    Mediation begins when both have agreed (Order 121, article 18).  The parties stand in the complaint or in the case.
    """

    complaint = models.ForeignKey(Complaint, null=True, blank=True, on_delete=models.PROTECT, related_name="mediations")
    dispute = models.ForeignKey(Dispute, null=True, blank=True, on_delete=models.PROTECT, related_name="mediations")
    state = models.CharField(max_length=12, choices=MediationState, default=MediationState.ASKED)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(complaint__isnull=True) ^ Q(dispute__isnull=True), name="mediation_of_one_complaint_or_dispute"
            ),
            models.UniqueConstraint(fields=["complaint"], condition=Q(state__in=RUNNING), name="mediation_one_runs_a_complaint"),
            models.UniqueConstraint(fields=["dispute"], condition=Q(state__in=RUNNING), name="mediation_one_runs_a_dispute"),
            models.CheckConstraint(
                condition=Q(state__in=[MediationState.ASKED, MediationState.ENDED]) | Q(began_on__isnull=False),
                name="mediation_begins_before_it_goes_on",
            ),
            models.CheckConstraint(condition=HAPPENED ^ Q(ended_on__isnull=True), name="mediation_ended_on_iff_over"),
            models.CheckConstraint(condition=~Q(state=MediationState.ENDED) | ~Q(end_reason=""), name="mediation_ended_says_why"),
        ]
        indexes = [models.Index(fields=["state", "asked_on", "id"], name="mediation_by_state")]

    def __str__(self) -> str:
        return f"mediation {self.public_id}"


class Consent(WithPublicId):
    """同意：what one side said to being mediated; the latest word of each side counts, none is ever changed."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="consents")
    side = models.CharField(max_length=8, choices=Side)
    agrees = models.BooleanField()
    means = models.CharField(max_length=8, choices=Means)
    at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    append_only = True  # config/roles.py: no working role may change or delete its rows

    class Meta:
        indexes = [models.Index(fields=["mediation", "side", "-id"], name="consent_latest")]

    def __str__(self) -> str:
        return f"{self.side} {self.agrees} {self.mediation_id}"


class Delegation(WithPublicId):
    """委托调解：to a consumer association or a lawful mediation organization, both sides agreeing (article 19).

    The delegate acts in the bureau's name, within `scope`.  There is no delegation of a delegation: one a mediation.
    """

    mediation = models.OneToOneField(Mediation, on_delete=models.PROTECT, related_name="delegation")
    kind = models.CharField(max_length=12, choices=DelegateKind)
    name = models.CharField(max_length=120)
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=200)
    since = models.DateField()
    consumer_agreed_at = models.DateTimeField()
    merchant_agreed_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    paper = models.UUIDField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.mediation_id}"


class Recusal(WithPublicId):
    """回避：one side asks that a mediator step aside; mediation rests until it is decided, the sixty days do not (article 21)."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="recusals")
    mediator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_granted = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mediation", "mediator"], condition=Q(decided_at__isnull=True), name="recusal_one_waits_a_mediator"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, is_granted__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_granted__isnull=False),
                name="recusal_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("mediator")), name="recusal_decided_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"recusal {self.public_id}"


class Appraisal(WithPublicId):
    """鉴定、检测：its time does not count; by whom and at whose cost both agree, or mediation ends (articles 22 and 23).

    Where they cannot agree on the institution, the bureau names it (`is_named_by_us`).
    """

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="appraisals")
    kind = models.CharField(max_length=12, choices=AppraisalKind, default=AppraisalKind.TESTING)
    what = models.CharField(max_length=200)
    institution = models.CharField(max_length=120)
    is_named_by_us = models.BooleanField(default=False)
    bearer = models.CharField(max_length=8, choices=Bearer)
    cost_agreed_at = models.DateTimeField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mediation"], condition=Q(until__isnull=True), name="appraisal_one_runs"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="appraisal_ends_after"),
            models.CheckConstraint(condition=Q(until__isnull=True) | ~Q(result=""), name="appraisal_over_says_result"),
        ]

    def __str__(self) -> str:
        return f"appraisal {self.public_id}"
