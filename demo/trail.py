"""The lines the actions would have left, gathered from every table and written in the order of time."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from demo.bulk import copy, make_uuid
from yingzhou.base.trail.models import Event
from yingzhou.base.trail.writing import plain

#: When, the verb, who, the kind and id of what it is about, the facts.
Line = tuple[datetime, str, str, str, UUID, dict[str, Any]]


def morning(day: date, minutes: int = 30) -> datetime:
    """A moment of that day's office hours in Shanghai (09:00 and so many minutes), in UTC."""
    return datetime.combine(day, time(1, 0), tzinfo=UTC) + timedelta(minutes=minutes)


def write(lines: list[Line], draw: random.Random) -> None:
    """All lines, the earliest first."""
    lines.sort(key=lambda line: line[0])
    rows = (
        (make_uuid(draw), at, verb, actor, kind, subject, {name: plain(value) for name, value in facts.items()})
        for at, verb, actor, kind, subject, facts in lines
    )
    copy(Event, ["public_id", "at", "verb", "actor", "subject_kind", "subject_id", "facts"], rows)
