"""Housekeeping: files no row names go after a day; files a row names are hashed again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.evidence import places
from yingzhou.base.evidence.decoding import RENDITIONS
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.trail.writing import record

AGE = timedelta(days=1)
CHUNK = 500


@dataclass(frozen=True)
class Swept:
    """What was removed."""

    blobs: int = 0
    drafts: int = 0
    size: int = 0


@dataclass(frozen=True)
class Fault:
    """A row whose file is missing or no longer what it was."""

    sha256: str
    is_missing: bool


def orphans(*, before: datetime) -> Iterator[Path]:
    """Blobs last touched before a moment that no row names."""
    old = (path for path in _files("blobs") if path.stat().st_mtime < before.timestamp())
    for chunk in _chunks(old):
        named = set(Evidence.objects.filter(sha256__in=[path.name for path in chunk]).values_list("sha256", flat=True))
        yield from (path for path in chunk if path.name not in named)


def sweep(*, now: datetime, by: Actor, age: timedelta = AGE) -> Swept:
    """Remove orphans and forgotten drafts older than `age`.  A blob somebody is about to name is left alone."""
    removed = [size for path in orphans(before=now - age) if (size := _remove_orphan(path)) is not None]
    drafts = [path for path in _files("incoming") if path.stat().st_mtime < (now - age).timestamp()]
    for path in drafts:
        path.unlink(missing_ok=True)
    swept = Swept(blobs=len(removed), drafts=len(drafts), size=sum(removed))
    if swept.blobs or swept.drafts:
        record("evidence.sweep", None, by=by, blobs=swept.blobs, drafts=swept.drafts, size=swept.size)
    return swept


@transaction.atomic
def _remove_orphan(path: Path) -> int | None:
    """The size of what was removed; None where somebody holds it or has named it meanwhile."""
    if not places.may_remove(path.name) or Evidence.objects.filter(sha256=path.name).exists():
        return None
    size = path.stat().st_size
    path.unlink()
    for name in RENDITIONS:
        places.rendition(path.name, name).unlink(missing_ok=True)
    return size


def faults() -> Iterator[Fault]:
    """Every content a row names whose file is missing or hashes to something else.  Reads the whole store."""
    for sha256 in Evidence.objects.order_by("sha256").values_list("sha256", flat=True).distinct().iterator():
        path = places.blob(sha256)
        if not path.exists():
            yield Fault(sha256, is_missing=True)
        elif _hash(path) != sha256:
            yield Fault(sha256, is_missing=False)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(folder: str) -> Iterator[Path]:
    return (path for path in (places.root() / folder).rglob("*") if path.is_file())


def _chunks(paths: Iterator[Path]) -> Iterator[list[Path]]:
    chunk: list[Path] = []
    for path in paths:
        chunk.append(path)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
