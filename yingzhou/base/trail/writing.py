"""Writing a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yingzhou.base.actors import Actor
from yingzhou.base.trail.models import Event


def record(verb: str, subject: Any, /, *, by: Actor, **facts: Any) -> Event:
    """Write one line of the trail, in the caller's transaction.

    `verb` is `noun.imperative` (`case.dispatch`); `subject` is a row with a `public_id`, or None.  `facts` are plain
    values (str, int, bool, None, lists and dicts of them; dates and enums are written as text).  Never put personal
    data of class 3–4 in here: name the row, not the person.
    """
    kind = subject._meta.label_lower if subject is not None else ""
    return Event.objects.create(
        verb=verb,
        actor=by.actor,
        subject_kind=kind,
        subject_id=getattr(subject, "public_id", None),
        facts={name: plain(value) for name, value in facts.items()},
    )


def record_many(verb: str, subjects: Sequence[Any], /, *, by: Actor, **facts: Any) -> None:
    """The same line about each of many rows of one table: for a file of thousands, in one statement."""
    told = {name: plain(value) for name, value in facts.items()}
    Event.objects.bulk_create(
        [
            Event(
                verb=verb,
                actor=by.actor,
                subject_kind=subject._meta.label_lower,
                subject_id=subject.public_id,
                facts=told,
            )
            for subject in subjects
        ],
        batch_size=2_000,
    )


def plain(value: Any) -> Any:
    """The value as canonical JSON can hold it."""
    if value is None or isinstance(value, bool | int | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return str(value)


def record_read(verb: str, subject: Any, /, *, by: Actor, purpose: str = "", **facts: Any) -> Event:
    """Write that somebody looked at something sensitive (`contact.read`), and what for.  Before it is shown, not after."""
    return record(verb, subject, by=by, purpose=purpose, **facts)
