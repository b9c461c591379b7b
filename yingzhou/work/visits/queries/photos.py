"""How far a photo is on its way in."""

from __future__ import annotations

from uuid import UUID

from yingzhou.base.evidence import pieces
from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.visits.models import Photo


def photo_offset(viewer: Viewer, key: UUID) -> int:
    """How many bytes of one's own photo are here; 0 for one nobody announced; NotFound for somebody else's."""
    photo = Photo.objects.filter(public_id=key).first()
    if photo is None:
        return 0
    if photo.officer_id != viewer.officer_id:
        raise NotFound
    return photo.size if photo.evidence_id else pieces.received(key)
