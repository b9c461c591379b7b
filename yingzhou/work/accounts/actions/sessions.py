"""Keeping and ending sessions.  What a browser's session holds is bookkeeping and leaves no line; ending one does."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.models import Officer, Session
from yingzhou.work.accounts.queries import live


def create_session(*, key_hash: str, contents: str) -> bool:
    """A new row for a new key; False when the key is taken."""
    moment = now()
    ends_at = moment + timedelta(seconds=settings.SESSION_ABSOLUTE_SECONDS)
    try:
        with transaction.atomic():
            Session.objects.create(
                key_hash=key_hash,
                contents=contents,
                started_at=moment,
                seen_at=moment,
                idle_until=_idle_until(moment),
                ends_at=ends_at,
            )
    except IntegrityError:
        return False
    return True


def save_session(*, key_hash: str, contents: str, officer_id: int | None, browser: str, network: str) -> bool:
    """Keep what a session holds and start its idle time anew; False when it has been ended meanwhile."""
    moment = now()
    kept = Session.objects.filter(key_hash=key_hash, ended_at__isnull=True).update(
        contents=contents,
        officer_id=officer_id,
        browser=browser[:120],
        network=network[:43],
        seen_at=moment,
        idle_until=_idle_until(moment),
    )
    return kept == 1


def drop_session(*, key_hash: str) -> None:
    """Forget a session that was signed out of, or whose key was changed at sign-in."""
    Session.objects.filter(key_hash=key_hash).delete()


@transaction.atomic
def end_session(*, session: Session, by: Actor) -> None:
    """End one session; its next request meets the sign-in page."""
    session.ended_at = now()
    session.contents = ""
    session.save(update_fields=["ended_at", "contents"])
    record("session.end", session.officer, by=by, session=session.public_id)


@transaction.atomic
def end_sessions(*, officer: Officer, why: str, by: Actor, keep: str = "") -> int:
    """End every session of a person at once (but the one whose key hash is `keep`); how many there were."""
    ended = live(officer).exclude(key_hash=keep).update(ended_at=now(), contents="")
    if ended:
        record("session.end_all", officer, by=by, why=why, count=ended)
    return ended


def sweep_sessions() -> int:
    """Delete rows that can open nothing any more and whose typed forms are too old to be taken up again."""
    day_ago = now() - timedelta(days=1)
    deleted, _each = Session.objects.filter(ends_at__lt=day_ago).delete()
    return deleted


def _idle_until(moment: datetime) -> datetime:
    return moment + timedelta(seconds=settings.SESSION_IDLE_SECONDS)
