"""调解协议: what was agreed, who signed it, and whether it was kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.secrets.fields import SealedField
from yingzhou.work.disputes.choices import Means, PaperKind, Performance, Remedy, SettlementState, Signer
from yingzhou.work.disputes.models.mediation import Mediation

STANDING = [SettlementState.DRAFT, SettlementState.SIGNED]
TAKEN_EFFECT = [SettlementState.SIGNED, SettlementState.PERFORMED, SettlementState.BROKEN]


class Settlement(WithPublicId):
    """调解协议：one of three papers.  `effective_on` is the day the last of both signed.

    An agreement reached on site that was performed on the spot, or for which both waive the letter, has no paper of ours;
    the minutes are the record (article 24).  `paper` names the issued paper.
    """

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="settlements")
    kind = models.CharField(max_length=16, choices=PaperKind)
    state = models.CharField(max_length=12, choices=SettlementState, default=SettlementState.DRAFT)
    is_performed_on_the_spot = models.BooleanField(default=False)
    waives_letter = models.BooleanField(default=False)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    effective_on = models.DateField(null=True, blank=True)
    over_on = models.DateField(null=True, blank=True)
    paper = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mediation"], condition=Q(state__in=STANDING), name="settlement_one_stands"),
            models.CheckConstraint(
                condition=Q(state__in=TAKEN_EFFECT) ^ Q(effective_on__isnull=True), name="settlement_effective_iff_signed"
            ),
            models.CheckConstraint(
                condition=Q(state__in=STANDING) ^ Q(over_on__isnull=False), name="settlement_over_on_iff_over"
            ),
        ]

    def __str__(self) -> str:
        return f"settlement {self.public_id}"


class Term(WithPublicId):
    """条款：one thing the merchant does: a remedy, an amount, what, by when."""

    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="terms")
    place = models.PositiveSmallIntegerField()
    remedy = models.CharField(max_length=12, choices=Remedy)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    what = models.CharField(max_length=200, blank=True)
    by_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["settlement", "place"], name="term_once_a_place"),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gt=0), name="term_amount_positive"),
            models.CheckConstraint(condition=~Q(remedy=Remedy.OTHER) | ~Q(what=""), name="term_other_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.remedy} {self.settlement_id}"


class Signature(WithPublicId):
    """签字：one name under one text (`text_mark` is its hash): drawn, typed, by code, or on paper."""

    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="signatures")
    signer = models.CharField(max_length=8, choices=Signer)
    means = models.CharField(max_length=8, choices=Means)
    name = SealedField()
    drawing = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text_mark = models.CharField(max_length=64)
    at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["settlement", "signer"], name="signature_once_a_signer"),
        ]

    def __str__(self) -> str:
        return f"{self.signer} {self.settlement_id}"


class Installment(WithPublicId):
    """履行一期：what is due on one day, and whether it was done; `confirmed_by` is empty when the consumer said so."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="installments")
    place = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    kept = models.CharField(max_length=8, choices=Performance, default=Performance.DUE)
    done_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    proof = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    means = models.CharField(max_length=8, choices=Means, blank=True)
    words = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reminded_on = models.DateField(null=True, blank=True)
    asked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "place"], name="installment_once_a_place"),
            models.CheckConstraint(
                condition=Q(kept=Performance.DUE) ^ Q(confirmed_at__isnull=False), name="installment_said_when_kept"
            ),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gt=0), name="installment_amount_positive"),
        ]
        indexes = [models.Index(fields=["due_on", "id"], condition=Q(kept=Performance.DUE), name="installment_ahead")]

    def __str__(self) -> str:
        return f"installment {self.place} of {self.term_id}"


class JudicialConfirmation(WithPublicId):
    """司法确认：both apply together within the days the law sets from the day the agreement took effect; the court decides."""

    settlement = models.OneToOneField(Settlement, on_delete=models.PROTECT, related_name="confirmation")
    court = models.CharField(max_length=120)
    consumer_wants_at = models.DateTimeField()
    merchant_wants_at = models.DateTimeField()
    due_on = models.DateField()
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    application = models.UUIDField(null=True, blank=True)
    checklist = models.UUIDField(null=True, blank=True)
    filed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"confirmation of {self.settlement_id}"
