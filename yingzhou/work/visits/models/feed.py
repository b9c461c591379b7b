"""The calendar a phone subscribes to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId


class CalendarFeed(WithPublicId):
    """日历订阅：a secret address under which an officer's own accepted visits can be read.  Only a keyed hash is kept."""

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calendar_feeds")
    digest = models.CharField(max_length=48, unique=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer"], condition=Q(revoked_at__isnull=True), name="calendar_feed_one_lives"),
        ]

    def __str__(self) -> str:
        return f"feed of {self.officer_id}"
