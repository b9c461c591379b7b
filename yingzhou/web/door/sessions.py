"""Where the framework keeps a browser's session: in accounts.Session, under the hash of the cookie's key.

A session ends after `SESSION_IDLE_SECONDS` without a request, `SESSION_ABSOLUTE_SECONDS` after signing in, or the moment
the person's posting, password or account changes.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.http import HttpRequest

from yingzhou.base.clock import now
from yingzhou.work.accounts import actions, queries
from yingzhou.work.accounts.models import Officer

#: A session in use is written back at most this often.
TOUCH = timedelta(seconds=60)
BROWSER, NETWORK = "_browser", "_network"


def key_hash(key: str | None) -> str:
    """How a cookie's key is kept."""
    return hashlib.sha256((key or "").encode()).hexdigest()


class SessionStore(SessionBase):
    """The framework's session, as `SESSION_ENGINE` names it."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.seen_at: datetime | None = None
        self.officer: Officer | None = None
        #: Whose session it was that has just been found over: a form posted with it is kept for that person.
        self.expired_officer_id: int | None = None

    def load(self) -> dict[str, Any]:
        row = queries.kept_session(key_hash(self.session_key)) if self.session_key else None
        if row is not None and not row.is_over(now()):
            self.seen_at, self.officer = row.seen_at, row.officer
            return dict(self.decode(row.contents))
        self.expired_officer_id = row.officer_id if row else None
        self._session_key = None
        return {}

    def exists(self, session_key: str) -> bool:
        return queries.kept_session(key_hash(session_key)) is not None

    def create(self) -> None:
        self._begin()

    def _begin(self) -> None:
        """Take a key nobody has."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            held = self._get_session(no_load=True)  # type: ignore[attr-defined]
            if actions.create_session(key_hash=key_hash(self.session_key), contents=self.encode(held)):
                self.modified = True
                return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            self._begin()
            if not self._session_cache:  # type: ignore[attr-defined]
                return
        held = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        if must_create:
            if not actions.create_session(key_hash=key_hash(self.session_key), contents=self.encode(held)):
                raise CreateError
            return
        officer = held.get(SESSION_KEY)
        if not actions.save_session(
            key_hash=key_hash(self.session_key),
            contents=self.encode(held),
            officer_id=int(officer) if officer else None,
            browser=held.get(BROWSER, ""),
            network=held.get(NETWORK, ""),
        ):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            actions.drop_session(key_hash=key_hash(key))

    @classmethod
    def clear_expired(cls) -> None:
        actions.sweep_sessions()

    def touch(self) -> None:
        """Someone is still here: have the row written back, unless that was done a moment ago."""
        if self.seen_at is not None and now() - self.seen_at > TOUCH:
            self.modified = True


def recognize(request: HttpRequest, *, network: str) -> None:
    """Note by what a person will know this session again in the list of their sessions."""
    request.session[BROWSER] = browser_name(request.META.get("HTTP_USER_AGENT", ""))
    request.session[NETWORK] = network


def browser_name(agent: str) -> str:
    """`Firefox · Linux` from the long text a browser sends; nothing else of it is kept."""
    browsers = (
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("MicroMessenger", "WeChat"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    )
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    )
    found = [next((name for mark, name in marks if mark in agent), "") for marks in (browsers, systems)]
    return " · ".join(part for part in found if part)
