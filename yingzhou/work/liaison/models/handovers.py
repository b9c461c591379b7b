"""交接: what one officer's work was, and to whom each piece of it went."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.accounts.models import Officer
from yingzhou.work.network.models import Organization


class HandOver(WithPublicId):
    """一次交接：one officer's open work went to others from a day on, in one act.  Never changed afterwards."""

    append_only = True

    leaver = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    words = models.CharField(max_length=200, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["station", "-made_at", "-id"], name="hand_over_of_station")]

    def __str__(self) -> str:
        return f"{self.leaver_id} {self.since}"


class HandedOver(models.Model):
    """交接的一件：what it was when it went, and to whom; or, without a successor, why it stayed.

    `kind` is the name under which a room registered it; `subject_id` the public id of its row there.
    """

    append_only = True

    hand_over = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="pieces")
    kind = models.CharField(max_length=24)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=160)
    about = models.CharField(max_length=160, blank=True)
    to = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why_not = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "kind", "subject_id"], name="handed_over_once"),
            models.CheckConstraint(condition=Q(to__isnull=True) ^ Q(why_not=""), name="handed_over_or_says_why_not"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"
