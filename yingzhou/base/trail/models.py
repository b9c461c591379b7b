"""The tables of the trail."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Event(models.Model):
    """留痕：one fact, one line.  Written in the transaction of the fact; never changed, never deleted."""

    append_only = True  # config/roles.py: no working role may change or delete its rows

    at = models.DateTimeField(db_default=Now(), editable=False)
    verb = models.CharField(max_length=64)
    actor = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=48)
    subject_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="event_subject"),
            models.Index(fields=["actor", "-id"], name="event_actor"),
            models.Index(fields=["verb", "-id"], name="event_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind}"
