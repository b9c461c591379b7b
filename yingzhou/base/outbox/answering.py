"""What a person does with notifications: reads them, and says how to be told."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.outbox.models import Notification, Preference
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.writing import record


class Reader(Actor, Protocol):
    """A person who reads: anything with an officer's id."""

    @property
    def officer_id(self) -> int: ...


def open_one(*, notification: UUID, by: Reader) -> Notification:
    """Mark one's own notification as read and return it.  Another's answers like an unknown one."""
    found = Notification.objects.filter(public_id=notification, to_id=by.officer_id).first()
    if found is None:
        raise NotFound
    Notification.objects.filter(pk=found.pk, read_at__isnull=True).update(read_at=now())
    return found


def mark_all_read(*, by: Reader) -> int:
    """Mark all of one's own as read; how many were not."""
    return Notification.objects.filter(to_id=by.officer_id, read_at__isnull=True).update(read_at=now())


@transaction.atomic
def prefer(*, by: Reader, **choices: Any) -> Preference:
    """Keep by which channels, at once or daily, and when not.  `choices` are the fields of `Preference`."""
    kept, _ = Preference.objects.select_for_update().update_or_create(officer_id=by.officer_id, defaults=choices)
    record("notification.prefer", None, by=by, **choices)
    return kept
