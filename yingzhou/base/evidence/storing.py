"""Taking a file in.  On disk, whole and hashed before its row exists; its row before anyone is told it was received.

Order: draft → hash while writing → flush → opened for real in the sandbox → renamed to its hash → folders flushed →
row and trail line in the caller's transaction.  A transaction that fails leaves a blob no row names; the sweeper finds it.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from yingzhou.base import durable, sandbox
from yingzhou.base.actors import Actor
from yingzhou.base.evidence import media, places, refusals, scanning
from yingzhou.base.evidence.decoding import RENDITIONS
from yingzhou.base.evidence.models import Evidence, OriginalName
from yingzhou.base.trail.writing import record

BLOCK = 256 * 1024
MIB = 1024 * 1024


@dataclass(frozen=True)
class Found:
    """What a draft turned out to be."""

    media_type: str
    width: int | None = None
    height: int | None = None


def put(
    source: bytes | BinaryIO, *, by: Actor, name: str = "", kind: str = "", expected_sha256: str = "", max_mib: int = 0
) -> Evidence:
    """Keep a file; the row that names it.  Refuses (FileRefused, field `file`) what cannot be believed or read safely.

    `name` is what the sender called it; `kind` the owner that will decide who may see it (see `access`);
    `expected_sha256` the hash taken where the file was made: another one here means it was changed on the way.
    """
    with _draft_files() as (draft, copies):
        size, sha256 = _spool(io.BytesIO(source) if isinstance(source, bytes) else source, draft, max_mib)
        if expected_sha256 and expected_sha256.lower() != sha256:
            raise refusals.HashDiffers()
        scanning.scan(draft)
        found = _inspect(draft, name, copies)
        with transaction.atomic():
            places.hold(sha256)
            _settle(draft, copies, sha256)
            return _write_row(sha256, size, found, name=name, kind=kind, by=by)


def put_picture(source: bytes | BinaryIO, *, by: Actor, kind: str = "", max_mib: int = 0) -> Evidence:
    """Keep a photo by its pixels alone: its clean copy becomes the evidence, and the file as it came is not kept.

    For senders who must not be known: no place, no camera, no comment, no name.  Refuses what is not a picture.
    """
    with _draft_files() as (draft, copies):
        _spool(io.BytesIO(source) if isinstance(source, bytes) else source, draft, max_mib)
        found = _inspect(draft, "", copies)
        if found.width is None:
            raise refusals.KindNotAccepted(found=found.media_type)
        clean = copies["view"].read_bytes()
    return put(clean, by=by, kind=kind)


@contextmanager
def _draft_files() -> Iterator[tuple[Path, dict[str, Path]]]:
    """Names for the drafts; whatever is still there at the end is removed."""
    draft = places.draft()
    copies = {name: draft.with_name(f"{draft.name}.{name}") for name in RENDITIONS}
    try:
        yield draft, copies
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise refusals.NoRoom() from fault
        raise
    finally:
        for path in (draft, *copies.values()):
            with suppress(FileNotFoundError):
                path.unlink()


def _spool(source: BinaryIO, draft: Path, max_mib: int) -> tuple[int, str]:
    most = max_mib or settings.EVIDENCE_MAX_MIB
    digest, size = hashlib.sha256(), 0
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        while block := source.read(BLOCK):
            size += len(block)
            if size > most * MIB:
                raise refusals.FileTooLarge(most=most)
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    if not size:
        raise refusals.EmptyFile()
    return size, digest.hexdigest()


def _inspect(draft: Path, name: str, copies: dict[str, Path]) -> Found:
    try:
        found = sandbox.run(
            "yingzhou.base.evidence.decoding:inspect",
            str(draft),
            name,
            {copy: str(path) for copy, path in copies.items()},
            memory=768,
            cpu_seconds=10,
            wall_seconds=30,
            file_mib=64,
        )
    except sandbox.SandboxFailure as failure:
        raise _refusal_for(failure) from failure
    return Found(**found)


def _refusal_for(failure: sandbox.SandboxFailure) -> refusals.FileRefused:
    match failure.exception, failure.detail:
        case "NotAccepted", "image/heic":
            return refusals.PhonePhotoFormat()
        case "NotAccepted", found:
            return refusals.KindNotAccepted(found=found or "?")
        case "NameDisagrees", detail:
            named, content = detail.split(" ")
            return refusals.NameDisagrees(named=named, found=content)
        case "Animated", _:
            return refusals.AnimatedImage()
        case "TooManyPixels", detail:
            width, height = detail.split(" ")
            return refusals.ImageTooLarge(width=width, height=height)
        case "Active", _:
            return refusals.RunsSomething()
    return refusals.CannotBeOpened()


def _settle(draft: Path, copies: dict[str, Path], sha256: str) -> None:
    """Under its hash, unless it is there already: the same content is kept once."""
    blob = places.blob(sha256)
    if blob.exists():
        durable.sync_folder(blob.parent)
    else:
        draft.chmod(0o400)
        durable.move(draft, blob)
    for name, path in copies.items():
        if path.exists():
            durable.sync_file(path)
            durable.move(path, places.rendition(sha256, name))


def _write_row(sha256: str, size: int, found: Found, *, name: str, kind: str, by: Actor) -> Evidence:
    evidence = Evidence.objects.create(
        sha256=sha256,
        size=size,
        media_type=found.media_type,
        width=found.width,
        height=found.height,
        kind=kind,
        by=by.actor,
    )
    if name:
        OriginalName.objects.create(evidence=evidence, name=name[:255])
    record("evidence.put", evidence, by=by, sha256=sha256, size=size, media_type=found.media_type, kind=kind)
    return evidence


def extension(evidence: Evidence) -> str:
    """The ending a download of this evidence gets."""
    return media.EXTENSIONS[evidence.media_type][0]
