"""Telling somebody something, in the transaction of what it is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from yingzhou.base.clock import now
from yingzhou.base.outbox import hours, senders, tasks
from yingzhou.base.outbox.choices import Channel, Urgency
from yingzhou.base.outbox.models import Delivery, Notification, Preference


@transaction.atomic
def notify(
    *,
    to: Any,
    title: Any,
    body: Any = "",
    about: Any = None,
    url: str = "",
    urgency: str = Urgency.NORMAL,
    dedupe: str = "",
) -> Notification | None:
    """Tell an officer something; None when they were told before under the same `dedupe` key.

    Title and body may be marked for translation: they are written in the reader's language.  Name the matter, never a
    reporter: this text travels by mail and SMS.  `about` is the row it is about, `url` a path of this site.
    """
    with translation.override(to.language):
        notification = Notification(
            to=to,
            title=str(title),
            body=str(body),
            url=url,
            about_kind=about._meta.label_lower if about is not None else "",
            about_id=getattr(about, "public_id", None),
            urgency=urgency,
            dedupe=dedupe,
        )
    Notification.objects.bulk_create([notification], ignore_conflicts=bool(dedupe))
    written = Notification.objects.filter(public_id=notification.public_id).first()
    if written is not None:
        _send(written, to, now())
    return written


def _send(notification: Notification, to: Any, moment: datetime) -> None:
    """Put the notification on its way by every channel the person chose and the deployment has."""
    wants = Preference.objects.filter(officer=to).first() or Preference(officer=to)
    urgent = notification.urgency == Urgency.URGENT
    for channel in Channel:
        if not getattr(wants, channel) or not senders.SENDERS[channel].can_reach(to):
            continue
        in_digest = wants.digest and channel == Channel.EMAIL and not urgent
        delivery = Delivery.objects.create(
            notification=notification,
            channel=channel,
            in_digest=in_digest,
            due_at=_due(moment, wants, urgent=urgent, in_digest=in_digest),
        )
        if not in_digest:
            tasks.deliver.defer_at(delivery.due_at, delivery_id=delivery.public_id)


def _due(moment: datetime, wants: Preference, *, urgent: bool, in_digest: bool) -> datetime:
    if urgent:
        return moment
    if in_digest:
        return hours.next_digest(moment)
    return hours.after_quiet_hours(moment, wants.quiet_from, wants.quiet_until)
