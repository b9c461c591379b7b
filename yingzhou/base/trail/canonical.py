"""The one way a line of the trail is written down, so that its hash means something.

JSON as in RFC 8785: UTF-8, keys in order, no spaces; moments in UTC to the microsecond, ids as text.  Numbers are
whole: `record()` writes others as text.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from yingzhou.base.trail.models import Event


def canonical(value: Any) -> bytes:
    """Any JSON value, in one way only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def line_of(event: Event) -> bytes:
    """What is hashed, and what an export shows."""
    return canonical(
        {
            "id": event.pk,
            "public_id": str(event.public_id),
            "at": moment(event.at),
            "verb": event.verb,
            "actor": event.actor,
            "subject": [event.subject_kind, str(event.subject_id) if event.subject_id else ""],
            "facts": event.facts,
        }
    )


def moment(at: datetime) -> str:
    """`2026-11-22T08:30:00.000000Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
