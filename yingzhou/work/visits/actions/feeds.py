"""Making and revoking the secret address of a calendar."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction

from yingzhou.base.clock import now
from yingzhou.base.refusals import NotFound
from yingzhou.base.secrets import blind, blinds
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.visits.models import CalendarFeed
from yingzhou.work.visits.rules.plans import FeedExists

TOKEN = "visits.calendar_feed"  # noqa: S105 the purpose of a blind value, no secret
BYTES = 24
#: How often a reading is written down: phones ask every few minutes.
READ_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Made:
    """The feed and its secret: told once, kept nowhere."""

    feed: CalendarFeed
    token: str


@transaction.atomic
def make_feed(*, by: Viewer) -> Made:
    """One's own calendar.  Only one lives; whoever lost its address revokes it and makes another."""
    token = secrets.token_urlsafe(BYTES)
    try:
        with transaction.atomic():
            feed = CalendarFeed.objects.create(officer_id=by.officer_id, digest=blind(token, TOKEN), made_at=now())
    except IntegrityError as clash:
        raise FeedExists from clash
    record("feed.make", feed, by=by)
    return Made(feed, token)


@transaction.atomic
def revoke_feed(*, by: Viewer) -> None:
    """From now on the address opens nothing.  Nothing happens where there is none."""
    feed = CalendarFeed.objects.select_for_update().filter(officer=by.officer_id, revoked_at__isnull=True).first()
    if feed is None:
        return
    feed.revoked_at = now()
    feed.save(update_fields=["revoked_at"])
    record("feed.revoke", feed, by=by)


def read_feed(*, token: str) -> Officer:
    """Whose calendar a secret opens; nobody's who left, and none that was revoked."""
    found = CalendarFeed.objects.filter(
        digest__in=blinds(token, TOKEN), revoked_at__isnull=True, officer__is_active=True
    ).select_related("officer")
    feed = found.first()
    if feed is None:
        raise NotFound
    at = now()
    if feed.read_at is None or at - feed.read_at > READ_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=at)
    return feed.officer
