"""移送线索: handed over to whoever has the power.  A trace on the hazard, never an inspection."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.hazards.choices import ClueState, Receiver
from yingzhou.work.hazards.models.hazard import Hazard


class ClueHandover(WithPublicId):
    """线索移送：asked by one, approved by another, answered by the receiver with a reason.

    Nothing here opens, plans or changes an inspection: the receiver decides in its own room whether to do anything.
    """

    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="clues")
    state = models.CharField(max_length=8, choices=ClueState, default=ClueState.ASKED)
    receiver = models.CharField(max_length=16, choices=Receiver)
    receiver_name = models.CharField(max_length=60, blank=True)
    reason = models.TextField()
    answer_by = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=40, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hazard"], condition=Q(state__in=[ClueState.ASKED, ClueState.SENT]), name="clue_one_waits_a_hazard"
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="clue_number_once"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="clue_decided_by_another"
            ),
            models.CheckConstraint(condition=Q(state=ClueState.ASKED) ^ Q(decided_at__isnull=False), name="clue_decided_when"),
            models.CheckConstraint(
                condition=~Q(state__in=[ClueState.TAKEN, ClueState.RETURNED]) | Q(answered_at__isnull=False),
                name="clue_answered_when",
            ),
            models.CheckConstraint(condition=~Q(state__in=[ClueState.REFUSED]) | ~Q(decision=""), name="clue_refusal_says_why"),
            models.CheckConstraint(condition=~Q(state=ClueState.RETURNED) | ~Q(answer=""), name="clue_return_says_why"),
        ]

    def __str__(self) -> str:
        return self.number or f"clue of {self.hazard_id}"
