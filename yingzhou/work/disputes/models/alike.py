"""重复与集中投诉: what people noted about complaints that look alike.  It decides nothing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.disputes.models.complaint import Complaint


class DuplicateLink(WithPublicId):
    """认作重复：two complaints of one person about one thing, linked with a reason; taken back with another."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="linked_to")
    earlier = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="linked_from")
    reason = models.TextField()
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "earlier"], condition=Q(ended_at__isnull=True), name="duplicate_link_once"
            ),
            models.CheckConstraint(condition=~Q(complaint=F("earlier")), name="duplicate_link_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="duplicate_link_says_why"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_reason="")),
                name="duplicate_link_ended_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"duplicate link {self.public_id}"


class RepeatNote(WithPublicId):
    """核看意见：what a reviewer wrote about the signals of one complaint, with the signals as they stood then."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="repeat_notes")
    signals = models.JSONField(default=list)
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True  # config/roles.py: no working role may change or delete its rows

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="repeat_note_says_something")]

    def __str__(self) -> str:
        return f"repeat note {self.public_id}"
