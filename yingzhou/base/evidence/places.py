"""Where a file lies: under the hash of its content.

EVIDENCE_DIR/incoming/…                 drafts; gone after a day
EVIDENCE_DIR/blobs/3f/3f9a….            originals, never rewritten
EVIDENCE_DIR/renditions/3f/3f9a….view.webp   clean copies; can be made again
"""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings
from django.db import connection

from yingzhou.base import durable

#: First half of the advisory lock that keeps the sweeper off a blob somebody is about to name.
LOCK = 0x45_56_49_44


def root() -> Path:
    return Path(settings.EVIDENCE_DIR)


def blob(sha256: str) -> Path:
    return root() / "blobs" / sha256[:2] / sha256


def rendition(sha256: str, name: str) -> Path:
    return root() / "renditions" / sha256[:2] / f"{sha256}.{name}.webp"


def draft() -> Path:
    """A name nobody else uses, on the same file system as the rest, so that a rename is atomic."""
    folder = root() / "incoming"
    durable.make_folder(folder)
    return folder / secrets.token_hex(16)


def hold(sha256: str) -> None:
    """Until the end of this transaction the sweeper leaves the blob alone."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s, %s)", [LOCK, _lock_number(sha256)])


def may_remove(sha256: str) -> bool:
    """Whether nobody holds the blob; until the end of this transaction nobody can."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s, %s)", [LOCK, _lock_number(sha256)])
        return bool(cursor.fetchone()[0])


def _lock_number(sha256: str) -> int:
    return int(sha256[:8], 16) - 2**31
