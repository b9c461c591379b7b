"""Who may see a paper: the room that owns the matter it is about decides.  A matter nobody owns shows its papers to nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Q

from yingzhou.base.documents.models import IssuedPaper, PaperTemplate
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.refusals import NotFound

#: (viewer, id of the matter) → whether its papers are shown.
MaySee = Callable[[Any, UUID], bool]
_owners: dict[str, MaySee] = {}


def register(about: str, may_see: MaySee) -> None:
    """Declare who sees the papers about one kind of matter; in the room's apps.py."""
    _owners[about] = may_see


def unregister(about: str) -> None:
    """Forget an owner (a test puts back what it changed)."""
    _owners.pop(about, None)


def may_see(viewer: Any, paper: IssuedPaper) -> bool:
    """Whether the owner of the matter shows its papers to the viewer."""
    owner = _owners.get(paper.about)
    return owner is not None and owner(viewer, paper.about_id)


def may_see_file(viewer: Any, evidence: Evidence) -> bool:
    """Whether a file belongs to a paper the viewer may see."""
    papers = IssuedPaper.objects.filter(Q(docx=evidence) | Q(pdf=evidence))
    return any(may_see(viewer, paper) for paper in papers)


def may_see_template(viewer: Any, evidence: Evidence) -> bool:
    """A template holds no matter: whoever works here may read it."""
    return bool(viewer.roles) and PaperTemplate.objects.filter(docx=evidence).exists()


def paper_for(viewer: Any, public_id: UUID) -> IssuedPaper:
    """The paper, if the viewer may see what it is about; a foreign one answers like an unknown one."""
    paper = IssuedPaper.objects.select_related("docx", "pdf", "template").filter(public_id=public_id).first()
    if paper is None or not may_see(viewer, paper):
        raise NotFound()
    return paper


def papers_about(about: str, about_id: UUID) -> list[IssuedPaper]:
    """The papers of a matter, the latest first.  The caller has asked who may see the matter."""
    return list(IssuedPaper.objects.filter(about=about, about_id=about_id).order_by("-pk"))
