"""A file that comes in pieces over a bad link: resumed where it broke off, a piece twice is taken once.

    EVIDENCE_DIR/incoming/<key>.pieces      the beginning that is here; gone a day after the last piece (see `sweeping`)

The caller holds a lock on whatever row stands for the file: pieces of one file are taken one after the other.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from yingzhou.base import durable
from yingzhou.base.evidence import places, refusals
from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class NotThere(Refusal):
    """A piece that begins where nothing ends.  `offset` says where to go on."""

    reason = _("这一段接不上：已收到 {offset} 字节")
    mend = _("从这里接着传")
    field = "offset"

    @property
    def offset(self) -> int:
        return int(self.facts["offset"])


def received(key: UUID) -> int:
    """How many bytes of the beginning are here."""
    try:
        return place(key).stat().st_size
    except FileNotFoundError:
        return 0


def append(key: UUID, piece: bytes, *, offset: int, length: int) -> int:
    """Add a piece that begins at `offset` of a file of `length` bytes; how many bytes are here now.

    What is here already is passed over (a duplicate piece is a no-op).  NotThere for a gap, FileTooLarge for more than
    `length`, NoRoom where the disk is full: then nothing of the piece is kept.
    """
    here = received(key)
    if offset > here:
        raise NotThere(offset=here)
    if offset + len(piece) > length:
        raise NotThere(offset=here)
    fresh = piece[here - offset :]
    if not fresh:
        return here
    path = place(key)
    try:
        durable.make_folder(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(handle, "r+b") as file:
            file.seek(here)
            file.write(fresh)
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            with suppress(OSError):
                os.truncate(path, here)
            raise refusals.NoRoom() from fault
        raise
    return here + len(fresh)


def drop(key: UUID) -> None:
    """The whole is kept elsewhere, or turned out to be something else."""
    place(key).unlink(missing_ok=True)


def place(key: UUID) -> Path:
    return places.root() / "incoming" / f"{key}.pieces"
