"""Which template holds on a day, and what it contains."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from yingzhou.base.documents import wording
from yingzhou.base.documents.models import PaperTemplate
from yingzhou.base.evidence import places


def in_force(kind: str, *, on: date) -> PaperTemplate | None:
    """The approved edition that holds on a day; None: the shipped wording."""
    return approved(kind).filter(since__lte=on).order_by("-since").select_related("docx").first()


def approved(kind: str) -> QuerySet[PaperTemplate]:
    """Every approved edition of a kind."""
    return PaperTemplate.objects.filter(kind=kind, approved_at__isnull=False)


def is_own(template: PaperTemplate | None) -> bool:
    """Whether the wording is the bureau's own."""
    return template is not None and template.docx_id is not None


def content(kind: str, template: PaperTemplate | None, *, on: date) -> bytes:
    """The Word file of an edition, or the shipped one of a day."""
    if template is not None and template.docx is not None:
        return places.blob(template.docx.sha256).read_bytes()
    return wording.shipped_docx(kind, on=on)
