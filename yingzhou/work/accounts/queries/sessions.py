"""Live sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, QuerySet

from yingzhou.base.clock import now
from yingzhou.base.prepared import prepared
from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.models import Officer, Session
from yingzhou.work.accounts.rules import Viewer


@dataclass(frozen=True)
class LiveSession:
    """One browser somebody is signed in with.  The address is no longer than a person needs to recognize it."""

    public_id: UUID
    browser: str
    network: str
    started_at: datetime
    seen_at: datetime
    is_this: bool


def kept_session(key_hash: str) -> Session | None:
    """The row of a cookie's key with its officer, live or not; the caller looks at its times."""
    found = _kept(key_hash=key_hash)
    if not found:
        return None
    ours = len(_SESSION)
    session = Session.from_db(DEFAULT_DB_ALIAS, _SESSION, found[0][:ours])
    if session.officer_id is not None:
        session.officer = Officer.from_db(DEFAULT_DB_ALIAS, _OFFICER, found[0][ours:])
    return session


@prepared
def _kept(*, key_hash: str) -> QuerySet[Any, Any]:
    return Session.objects.filter(key_hash=key_hash).values_list(*_SESSION, *(f"officer__{name}" for name in _OFFICER))


_SESSION = [field.attname for field in Session._meta.concrete_fields]
_OFFICER = [field.attname for field in Officer._meta.concrete_fields]


def live(officer: Officer) -> QuerySet[Session]:
    """Sessions that still open a page."""
    moment = now()
    return Session.objects.filter(officer=officer, ended_at__isnull=True, idle_until__gt=moment, ends_at__gt=moment)


def sessions_of(officer: Officer, *, this: str = "") -> tuple[LiveSession, ...]:
    """The live sessions of a person, the latest first; `this` is the key hash of the one asking."""
    return tuple(
        LiveSession(row.public_id, row.browser, row.network, row.started_at, row.seen_at, row.key_hash == this)
        for row in live(officer).order_by(F("seen_at").desc(), "pk")[:50]
    )


def my_session(viewer: Viewer, public_id: UUID) -> Session:
    """A session of one's own."""
    found = Session.objects.filter(public_id=public_id, officer_id=viewer.officer_id).first()
    if found is None:
        raise NotFound
    return found
