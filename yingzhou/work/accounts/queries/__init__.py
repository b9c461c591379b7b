"""Reading accounts."""

from yingzhou.work.accounts.queries.people import officer_for, officers
from yingzhou.work.accounts.queries.sessions import LiveSession, kept_session, live, my_session, sessions_of
from yingzhou.work.accounts.queries.signing_in import (
    enrollment_of,
    has_factor,
    invited,
    is_paused,
    needs_factor,
    signing_in_officer,
    unused_recovery_codes,
)

__all__ = [
    "LiveSession",
    "enrollment_of",
    "has_factor",
    "invited",
    "is_paused",
    "kept_session",
    "live",
    "my_session",
    "needs_factor",
    "officer_for",
    "officers",
    "sessions_of",
    "signing_in_officer",
    "unused_recovery_codes",
]
