"""Sending what waits; trying again what did not leave; giving up after three days."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import translation

from yingzhou.base.clock import now
from yingzhou.base.outbox.choices import Channel, State, Urgency
from yingzhou.base.outbox.models import Delivery
from yingzhou.base.outbox.senders import SENDERS, Message, NotDelivered
from yingzhou.base.words import _

GIVE_UP_AFTER = timedelta(days=3)
LONGEST_WAIT = timedelta(hours=1)


@transaction.atomic
def deliver(*, delivery: UUID) -> datetime | None:
    """Send one delivery if it still waits; when it is to be tried again, or None.  Doing it twice sends it once."""
    found = (
        Delivery.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("notification__to")
        .filter(public_id=delivery, state=State.WAITING)
        .first()
    )
    if found is None:
        return None
    told = found.notification
    message = Message(id=found.public_id, title=told.title, body=told.body, url=told.url, urgency=told.urgency)
    return _try([found], found.channel, message)


def send_digests(at: datetime) -> int:
    """One mail for each person with something in the digest that is due; how many left."""
    waiting = Delivery.objects.filter(state=State.WAITING, in_digest=True, due_at__lte=at)
    people = waiting.values_list("notification__to_id", flat=True).distinct().order_by("notification__to_id")
    return sum(_send_digest(person, at) for person in list(people))


@transaction.atomic
def _send_digest(officer_id: int, at: datetime) -> int:
    deliveries = list(
        Delivery.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("notification__to")
        .filter(state=State.WAITING, in_digest=True, due_at__lte=at, notification__to_id=officer_id)
        .order_by("notification_id")
    )
    if not deliveries:
        return 0
    with translation.override(deliveries[0].notification.to.language):
        title = str(_("{count}条通知")).format(count=len(deliveries))
    lines = [f"· {one.notification.title}" for one in deliveries]
    message = Message(
        id=deliveries[0].public_id, title=title, body="\n".join(lines), url="/desk/notifications/", urgency=Urgency.NORMAL
    )
    return 0 if _try(deliveries, Channel.EMAIL, message) else 1


def _try(deliveries: list[Delivery], channel: str, message: Message) -> datetime | None:
    """Try once; the next time to try, or None when it is settled."""
    first = deliveries[0]
    rows = Delivery.objects.filter(pk__in=[one.pk for one in deliveries])
    moment = now()
    try:
        SENDERS[channel].send(first.notification.to, message)
    except NotDelivered as failed:
        if moment - first.notification.at > GIVE_UP_AFTER:
            rows.update(state=State.GIVEN_UP, tries=F("tries") + 1, error=failed.kind[:80])
            return None
        again = moment + min(timedelta(minutes=2**first.tries), LONGEST_WAIT)
        rows.update(tries=F("tries") + 1, error=failed.kind[:80], due_at=again)
        return again
    rows.update(state=State.SENT, sent_at=moment, tries=F("tries") + 1, error="")
    return None


def overdue(at: datetime) -> list[UUID]:
    """What should have been tried a quarter of an hour ago and was not: its job was lost."""
    late = Delivery.objects.filter(state=State.WAITING, in_digest=False, due_at__lt=at - timedelta(minutes=15))
    return list(late.order_by("due_at").values_list("public_id", flat=True)[:1000])
