"""What two parties owe each other, as configuration and as single obligations."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.network.choices import Kind, Line, ObligationKind, Proof, Recurrence
from yingzhou.work.network.models.organizations import Organization


class ObligationType(WithPublicId):
    """一种约定：who owes what to whom, how often, by which day, shown by what.  A district's configuration, never code.

    Each pair of organizations of these kinds that stand one under the other on `line` gets one obligation a period.
    `due_months_after` counts from the last month of the period; `due_day` beyond a month's end means its last day.
    """

    kind = models.CharField(max_length=16, choices=ObligationKind)
    name = models.CharField(max_length=80)
    debtor_kind = models.CharField(max_length=16, choices=Kind)
    creditor_kind = models.CharField(max_length=16, choices=Kind)
    line = models.CharField(max_length=16, choices=Line, default=Line.STATION)
    recurrence = models.CharField(max_length=12, choices=Recurrence)
    due_months_after = models.PositiveSmallIntegerField(default=0)
    due_day = models.PositiveSmallIntegerField(default=31)
    proof = models.CharField(max_length=12, choices=Proof, default=Proof.NOTE)
    source = models.CharField(max_length=160)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_day__range=(1, 31)), name="obligation_type_due_day_of_a_month"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="obligation_type_until_after_since"
            ),
            models.UniqueConstraint(
                fields=["kind", "name", "debtor_kind", "creditor_kind"],
                condition=Q(until__isnull=True),
                name="obligation_type_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Obligation(WithPublicId):
    """说好的事：one party owes another one thing by a day.  Both sides read this same row."""

    type = models.ForeignKey(ObligationType, on_delete=models.PROTECT, related_name="obligations")
    debtor = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="owes")
    creditor = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="is_owed")
    period_since = models.DateField()
    period_until = models.DateField()
    due_on = models.DateField()
    fulfilled_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    headcount = models.PositiveIntegerField(null=True, blank=True)
    report = models.JSONField(null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["type", "debtor", "creditor", "period_since"], name="obligation_once_a_period"),
            models.CheckConstraint(condition=Q(period_until__gt=F("period_since")), name="obligation_period_has_days"),
            models.CheckConstraint(condition=~Q(debtor=F("creditor")), name="obligation_between_two"),
            models.CheckConstraint(
                condition=Q(acknowledged_on__isnull=True) | Q(fulfilled_on__isnull=False, acknowledged_on__gte=F("fulfilled_on")),
                name="obligation_acknowledged_after_fulfilled",
            ),
        ]
        indexes = [
            models.Index(fields=["debtor", "due_on"], name="obligation_of_debtor"),
            models.Index(fields=["creditor", "due_on"], name="obligation_of_creditor"),
        ]

    def __str__(self) -> str:
        return f"{self.type_id} {self.period_since}"


class ObligationEvidence(models.Model):
    """凭据：a file that shows an obligation was met."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="exhibits")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["obligation", "evidence"], name="obligation_evidence_once")]

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.evidence_id}"
