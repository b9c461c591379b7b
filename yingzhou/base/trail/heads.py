"""Signed heads outside the database: one small file a batch, to be carried off, mailed or printed.

They are what makes a cut tail, an old backup or a trail written anew visible: whoever holds yesterday's head can tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from yingzhou.base import durable
from yingzhou.base.trail.canonical import canonical
from yingzhou.base.trail.models import Seal


@dataclass(frozen=True)
class Published:
    """The newest head outside the database."""

    number: int
    head_hash: str


def folder() -> Path:
    return Path(settings.SPOOL_DIR) / "heads"


def newest() -> Published | None:
    """The newest published head; its file name carries number and hash."""
    names = [path.stem for path in folder().glob("*.json")] if folder().is_dir() else []
    if not names:
        return None
    number, _, head_hash = max(names).partition("-")
    return Published(int(number), head_hash)


def publish_missing() -> int:
    """Write the heads that are sealed and not yet outside; how many."""
    last = newest()
    missing = Seal.objects.filter(number__gt=last.number if last else 0).order_by("number")
    return len([_publish(seal) for seal in missing.iterator()])


def _publish(seal: Seal) -> Path:
    path = folder() / f"{seal.number:012d}-{seal.head_hash}.json"
    durable.make_folder(folder())
    durable.write(path, canonical({"head": seal.head, "signature": seal.signature}) + b"\n", mode=0o444)
    return path
