"""A person's own notifications."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yingzhou.base.outbox.models import Delivery, Notification, Preference
from yingzhou.base.prepared import prepared

PAGE = 50


@dataclass(frozen=True)
class Inbox:
    """One page of notifications, the newest first; `older` is the cursor of the next page, or None."""

    notifications: list[Notification]
    older: UUID | None


def unread_count(officer_id: int) -> int:
    """How many are unread, counted up to 100: one look at a partial index."""
    return len(_unread(officer_id=officer_id))


@prepared
def _unread(*, officer_id: int) -> QuerySet[Any, Any]:
    return _of(officer_id).filter(read_at__isnull=True).order_by().values_list("pk")[:100]


def inbox(officer_id: int, *, unread_only: bool = False, after: UUID | None = None) -> Inbox:
    """The person's notifications older than the one called `after`."""
    rows = _of(officer_id).order_by("-pk")
    if unread_only:
        rows = rows.filter(read_at__isnull=True)
    if after is not None:
        rows = rows.filter(pk__lt=_of(officer_id).filter(public_id=after).values("pk")[:1])
    found = list(rows[: PAGE + 1])
    return Inbox(notifications=found[:PAGE], older=found[PAGE - 1].public_id if len(found) > PAGE else None)


def preference_of(officer_id: int) -> Preference:
    """What the person chose, or what holds for those who chose nothing."""
    return Preference.objects.filter(officer_id=officer_id).first() or Preference(officer_id=officer_id)


def oldest_waiting() -> datetime | None:
    """Since when the oldest delivery has been overdue, if any."""
    waiting = Delivery.objects.filter(state="waiting").order_by("due_at").values_list("due_at", flat=True)
    return waiting.first()


def _of(officer_id: int) -> QuerySet[Notification]:
    return Notification.objects.filter(to_id=officer_id)
