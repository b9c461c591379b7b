"""执法证: who may exercise powers, and since when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.secrets.fields import SealedField
from yingzhou.work.accounts.choices import CertificateKind
from yingzhou.work.accounts.models.people import Officer


class Certificate(WithPublicId):
    """证件：an officer's certificate, dated.  The number is sealed; pages show its last four characters (`tail`).

    Entered by one person; until the entry is withdrawn or its day is over, it is on file.
    """

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=16, choices=CertificateKind, default=CertificateKind.ENFORCEMENT)
    number = SealedField()
    tail = models.CharField(max_length=4)
    since = models.DateField()
    until = models.DateField()
    entered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="certificate_ends_after_it_began"),
            models.CheckConstraint(condition=~Q(entered_by=F("officer")), name="certificate_entered_by_another"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) ^ ~Q(withdrawal=""), name="certificate_withdrawal_says_why"
            ),
            models.UniqueConstraint(
                fields=["officer", "kind", "since"], condition=Q(withdrawn_on__isnull=True), name="certificate_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} …{self.tail}"
