"""Taking in a photo, piece by piece."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from yingzhou.base.evidence import pieces, places, refusals, storing
from yingzhou.base.evidence.models import Evidence
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.visits import rules
from yingzhou.work.visits.choices import PhotoKind
from yingzhou.work.visits.models import Photo

#: More than any phone's camera needs.
MOST_MIB = 20
MIB = 1024 * 1024
EVIDENCE = "visit"


@dataclass(frozen=True)
class Received:
    """How far a photo is: `offset` bytes of it are here; its evidence once it is whole, on disk and hashed."""

    offset: int
    evidence: Evidence | None = None
    rendition_sha256: str = ""

    @property
    def is_whole(self) -> bool:
        return self.evidence is not None


@transaction.atomic
def receive_piece(*, key: UUID, kind: PhotoKind, piece: bytes, offset: int, length: int, sha256: str, by: Viewer) -> Received:
    """Take a piece of a photo that begins at `offset`.  With the last one the whole is hashed, opened and kept as evidence.

    The same piece again, and the whole photo again, change nothing and answer the same.  PhotoDiffers when the key belongs to
    another photo, PhotoTooLarge, `pieces.NotThere` for a gap (says where to go on), a FileRefused when the whole is no
    picture or not what the phone hashed: then it begins anew.
    """
    if length > MOST_MIB * MIB:
        raise rules.PhotoTooLarge(most=MOST_MIB)
    photo = _announced(key, kind, length, sha256, by)
    if photo.evidence is not None:
        return _whole(photo.evidence, length)
    here = pieces.append(key, piece, offset=offset, length=length)
    if here < length:
        return Received(here)
    photo.evidence = _kept(photo, by)
    photo.save(update_fields=["evidence"])
    transaction.on_commit(lambda: pieces.drop(key))
    return _whole(photo.evidence, length)


def _announced(key: UUID, kind: PhotoKind, length: int, sha256: str, by: Viewer) -> Photo:
    """The row of a photo, locked; made with its first piece."""
    row = Photo(public_id=key, officer_id=by.officer_id, kind=kind, size=length, sha256=sha256)
    Photo.objects.bulk_create([row], ignore_conflicts=True)
    photo = Photo.objects.select_for_update(of=("self",)).select_related("evidence").get(public_id=key)
    if (photo.officer_id, photo.size, photo.sha256) != (by.officer_id, length, sha256):
        raise rules.PhotoDiffers()
    return photo


def _kept(photo: Photo, by: Viewer) -> Evidence:
    try:
        with pieces.place(photo.public_id).open("rb") as file:
            evidence = storing.put(file, by=by, kind=EVIDENCE, expected_sha256=photo.sha256, max_mib=MOST_MIB)
        if not evidence.is_image:
            raise refusals.KindNotAccepted(found=evidence.media_type)
    except refusals.NoRoom:
        raise
    except refusals.FileRefused:
        pieces.drop(photo.public_id)
        raise
    return evidence


def _whole(evidence: Evidence, length: int) -> Received:
    shown = places.rendition(evidence.sha256, "view")
    digest = hashlib.sha256(shown.read_bytes()).hexdigest() if shown.exists() else ""
    return Received(length, evidence, digest)
