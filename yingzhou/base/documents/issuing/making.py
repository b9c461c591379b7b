"""Making a paper and keeping it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.documents import wording
from yingzhou.base.documents.issuing.composing import Composed, check_values, compose
from yingzhou.base.documents.issuing.heading import number_of
from yingzhou.base.documents.models import IssuedPaper, PaperTemplate
from yingzhou.base.documents.papers import fill
from yingzhou.base.documents.papers.paper_pdf import composed_pdf, docx_pdf
from yingzhou.base.documents.templates import reading as templates
from yingzhou.base.evidence import storing
from yingzhou.base.numbering import next_number
from yingzhou.base.trail.writing import record
from yingzhou.rulebook import paper_kinds


@dataclass(frozen=True)
class Made:
    """Both files of a paper."""

    composed: Composed
    docx: bytes
    pdf: bytes


@transaction.atomic
def issue(
    *,
    kind: str,
    about: str,
    about_id: UUID,
    on: date,
    values: Mapping[str, Any],
    by: Actor,
    rules_on: date | None = None,
) -> IssuedPaper:
    """Make the paper of a kind, number it, keep it as Word and PDF, and write it on the trail.

    `on` is the day of the act: it dates and numbers the paper.  `rules_on` (default: `on`) is the day that fixes the rule
    set of the matter: the article in force on it is printed.  The number is taken while the paper is made, in the caller's
    transaction: a paper that fails gives its number back.
    """
    told, rules = paper_kinds.kind(kind), rules_on or on
    check_values(told, values, rules_on=rules)
    template = templates.in_force(kind, on=on)
    serial = next_number(f"paper {told.series}", year=on.year) if told.is_numbered else 0
    number = number_of(serial, series=told.series, on=on, is_official=told.layout == "official") if serial else ""
    made = make(kind, values, on=on, rules_on=rules, number=number, template=template)
    docx = storing.put(made.docx, by=by, name=f"{made.composed.title}.docx", kind="paper")
    pdf = storing.put(made.pdf, by=by, name=f"{made.composed.title}.pdf", kind="paper")
    paper = IssuedPaper.objects.create(
        kind=kind,
        about=about,
        about_id=about_id,
        on=on,
        rules_on=rules,
        number=number,
        title=made.composed.title[:200],
        basis=made.composed.cited,
        docx=docx,
        pdf=pdf,
        template=template,
        wording=edition_of(kind, on=rules, template=template),
        by=by.actor,
    )
    record(
        "paper.issue",
        paper,
        by=by,
        kind=kind,
        number=number,
        about=about,
        about_id=about_id,
        basis=paper.basis,
        wording=paper.wording,
        docx=docx.sha256,
        pdf=pdf.sha256,
    )
    return paper


def make(
    kind: str, values: Mapping[str, Any], *, on: date, rules_on: date, number: str, template: PaperTemplate | None = None
) -> Made:
    """Both files, kept nowhere.  With a template of the bureau's own, the PDF is set from the Word file it gave."""
    told = paper_kinds.kind(kind)
    composed = compose(told, values, on=on, rules_on=rules_on, number=number)
    docx = fill(templates.content(kind, template, on=rules_on), in_word(composed.words))
    pdf = docx_pdf(docx, title=composed.title) if templates.is_own(template) else composed_pdf(composed)
    return Made(composed, docx, pdf)


def in_word(words: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as the Word filler takes them: a new line is a new paragraph."""
    return {name: value.replace("\n", "\a") if isinstance(value, str) else value for name, value in words.items()}


def edition_of(kind: str, *, on: date, template: PaperTemplate | None) -> str:
    """Twelve hexadecimal digits that say with which wording a paper was made."""
    if template is not None and template.docx is not None:
        return template.docx.sha256[:12]
    return hashlib.sha256(wording.shipped_docx(kind, on=on)).hexdigest()[:12]
