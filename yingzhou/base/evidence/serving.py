"""What a viewer may have of a piece of evidence: the clean copy, or, as its handler and on the trail, the original."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from yingzhou.base import durable, sandbox
from yingzhou.base.evidence import access, places
from yingzhou.base.evidence.decoding import RENDITIONS
from yingzhou.base.evidence.models import Evidence, OriginalName
from yingzhou.base.evidence.storing import extension
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _


class FileMissing(Refusal):
    """The row is there and the file is not: disk or backup trouble, never the viewer's fault."""

    reason = _("这份证据的文件在服务器上找不到了")
    mend = _("需要从备份恢复")
    whom = _("请联系系统管理员")
    status = 500


@dataclass(frozen=True)
class Served:
    """A file that may leave the house.  `inside` is its path within the evidence folder, for the proxy."""

    path: Path
    inside: str
    media_type: str
    filename: str


def evidence_for(viewer: Any, public_id: UUID) -> Evidence:
    """The evidence, if the viewer may see it; a foreign one answers like an unknown one."""
    evidence = Evidence.objects.filter(public_id=public_id).first()
    if evidence is None or not access.may_see(viewer, evidence):
        raise NotFound()
    return evidence


def clean_copy(evidence: Evidence, name: str = "view") -> Served:
    """The rendition of an image (`view`: 1600 px, `thumb`: 320 px).  A document has none: NotFound."""
    if not evidence.is_image or name not in RENDITIONS:
        raise NotFound()
    path = places.rendition(evidence.sha256, name)
    if not path.exists():
        _make_again(evidence)
    return _served(path, "image/webp", f"{str(evidence.public_id)[:8]}.webp")


def original(evidence: Evidence, *, by: Any) -> Served:
    """The file as it came.  Whoever gets it stands on the trail."""
    if not access.may_have_original(by, evidence):
        raise NotFound()
    path = places.blob(evidence.sha256)
    if not path.exists():
        raise FileMissing()
    record("evidence.read", evidence, by=by, sha256=evidence.sha256)
    named = OriginalName.objects.filter(evidence=evidence).first()
    fallback = f"{str(evidence.public_id)[:8]}.{extension(evidence)}"
    return _served(path, evidence.media_type, named.name if named and named.name else fallback)


def _served(path: Path, media_type: str, filename: str) -> Served:
    return Served(path, path.relative_to(places.root()).as_posix(), media_type, filename)


def _make_again(evidence: Evidence) -> None:
    """Clean copies can be lost (they are not in a backup): they are made from the original when first asked for."""
    blob = places.blob(evidence.sha256)
    if not blob.exists():
        raise FileMissing()
    drafts = {name: places.draft() for name in RENDITIONS}
    sandbox.run(
        "yingzhou.base.evidence.decoding:inspect",
        str(blob),
        "",
        {name: str(path) for name, path in drafts.items()},
        memory=768,
    )
    for name, path in drafts.items():
        durable.move(path, places.rendition(evidence.sha256, name))
