"""Papers for tests: the sample values of a kind, and issuing one."""

from __future__ import annotations

import io
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from docx import Document

from yingzhou.base.actors import SYSTEM, Actor
from yingzhou.base.clock import today
from yingzhou.base.documents.issuing import issue
from yingzhou.base.documents.models import IssuedPaper, PaperTemplate
from yingzhou.base.evidence import places, storing
from yingzhou.base.evidence.models import Evidence
from yingzhou.rulebook.paper_kinds import kind as kind_of
from yingzhou.work.accounts.models import Officer

ON = date(2026, 5, 20)


def sample_values(kind: str, *, on: date = ON, **values: Any) -> dict[str, Any]:
    """Every field of a kind that is not filled by the system, with its sample."""
    fields = kind_of(kind).fields(on)
    return {name: each.sample for name, each in fields.items() if not each.auto} | values


def make_paper(
    kind: str = "complaint.acceptance",
    *,
    about: str = "complaint",
    about_id: UUID | None = None,
    on: date = ON,
    rules_on: date | None = None,
    by: Actor = SYSTEM,
    **values: Any,
) -> IssuedPaper:
    filled = sample_values(kind, on=rules_on or on, **values)
    return issue(kind=kind, about=about, about_id=about_id or uuid4(), on=on, rules_on=rules_on, values=filled, by=by)


def words_of(paper: IssuedPaper) -> str:
    """All the text of the Word file, tables included."""
    document = Document(io.BytesIO(places.blob(paper.docx.sha256).read_bytes()))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def bare_paper(title: str, *, about: str, about_id: UUID, by: Actor = SYSTEM) -> IssuedPaper:
    """A paper whose files are a line of text: for tests that only ask who may see it."""
    kept = storing.put(f"{title}\n".encode(), by=by, kind="paper")
    facts = {"kind": "complaint.acceptance", "about": about, "about_id": about_id, "title": title, "basis": "依据"}
    return IssuedPaper.objects.create(**facts, on=ON, rules_on=ON, docx=kept, pdf=kept, wording="0" * 12, by=by.actor)


def waiting_template(kind: str = "complaint.refusal", *, by: Officer, docx: Evidence | None = None) -> PaperTemplate:
    """An edition nobody has approved yet."""
    edition = PaperTemplate.objects.filter(kind=kind).count() + 1
    return PaperTemplate.objects.create(kind=kind, edition=edition, docx=docx, since=today(), note="恢复出厂", entered_by=by)
