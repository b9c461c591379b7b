"""Sessions in the database, so that they can be listed and ended at once; and the soft lock of the sign-in page."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.accounts.models.people import Officer


class Session(WithPublicId):
    """登录：one browser's session.  The cookie's key is kept as a hash only, so a copy of the database opens no door."""

    key_hash = models.CharField(max_length=64, unique=True)
    contents = models.TextField(blank=True)
    officer = models.ForeignKey(Officer, null=True, on_delete=models.CASCADE, related_name="sessions")
    network = models.CharField(max_length=43, blank=True)
    browser = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    idle_until = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["officer", "-seen_at"], name="session_of_officer", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["ends_at"], name="session_ends_at"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def is_over(self, moment: datetime) -> bool:
        """Whether it opens nothing any more: ended, idle too long, or too old."""
        return self.ended_at is not None or self.idle_until <= moment or self.ends_at <= moment


class SignInLock(models.Model):
    """A pause for one account as tried from one address.  It ends by itself and never keeps out the owner elsewhere."""

    who_hash = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.who_hash[:8]
