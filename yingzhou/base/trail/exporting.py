"""Writing the sealed trail to a file that `verify_trail.py` checks without us."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import BinaryIO

from django.db.models import QuerySet

from yingzhou.base.actors import Actor
from yingzhou.base.clock import SHANGHAI
from yingzhou.base.secrets.keys import keyring
from yingzhou.base.trail.canonical import canonical, line_of
from yingzhou.base.trail.models import Event, Leaf, Seal
from yingzhou.base.trail.verify_trail import FORMAT
from yingzhou.base.trail.writing import record


@dataclass(frozen=True)
class Exported:
    """What was written."""

    entries: int
    head: str


def export(target: BinaryIO, *, by: Actor, since: date | None = None) -> Exported:
    """Write every sealed batch from the first one of `since` (a business day) on; the export stands on the trail itself."""
    exported = write(target, since=since)
    record("trail.export", None, by=by, entries=exported.entries, head=exported.head, since=since.isoformat() if since else "")
    return exported


def write(target: BinaryIO, *, since: date | None = None) -> Exported:
    """The export without the line about it."""
    seals = Seal.objects.order_by("number")
    if since is not None:
        seals = seals.filter(at__gte=datetime.combine(since, time.min, SHANGHAI))
    target.write(header(first=_first(seals), keys=_key_of(seals.last())))
    entries, head = 0, ""
    for seal in seals.iterator(chunk_size=100):
        target.write(sealed_line(seal))
        for line in lines_of(seal):
            target.write(line + b"\n")
            entries += 1
        head = seal.head_hash
    return Exported(entries=entries, head=head)


def header(*, first: int, keys: dict[str, bytes]) -> bytes:
    """The first line: format, first batch, public key of the last head."""
    return canonical({"format": FORMAT, "first": first, "keys": {name: key.hex() for name, key in keys.items()}}) + b"\n"


def sealed_line(seal: Seal) -> bytes:
    return canonical({"head": seal.head, "signature": seal.signature}) + b"\n"


def lines_of(seal: Seal) -> Iterator[bytes]:
    """The lines of a batch in their places, as they read today; a line taken away leaves an empty one."""
    places = list(Leaf.objects.filter(seal=seal).order_by("position").values_list("event_id", flat=True))
    events = Event.objects.in_bulk(places)
    return (line_of(events[event_id]) if event_id in events else b"" for event_id in places)


def _first(seals: QuerySet[Seal]) -> int:
    seal = seals.first()
    return seal.number if seal else 1


def _key_of(seal: Seal | None) -> dict[str, bytes]:
    """The public key that vouches for the last head, and by it for all."""
    name = json.loads(seal.head)["key"] if seal else ""
    return {known: key for known, key in keyring().public("seal").items() if known == name}
