"""What the pages about templates show: every kind with what is in force, and one kind with its fields and editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yingzhou.base.documents.issuing.composing import paragraphs
from yingzhou.base.documents.issuing.heading import number_of
from yingzhou.base.documents.models import PaperTemplate
from yingzhou.base.documents.papers import fields_of
from yingzhou.base.documents.papers.paper_pdf import lines_of
from yingzhou.base.documents.templates import reading, trial
from yingzhou.base.refusals import NotFound
from yingzhou.rulebook import NoValueOn, UnknownFigure, paper_kinds
from yingzhou.rulebook.paper_kinds import Field, Kind


@dataclass(frozen=True)
class Row:
    """One kind in the list."""

    name: str
    label: str
    label_en: str
    form: int
    layout: str
    seal: str
    numbered_as: str
    basis: str
    confidence: str
    edition: PaperTemplate | None
    waiting: int

    @property
    def is_own(self) -> bool:
        return reading.is_own(self.edition)


@dataclass(frozen=True)
class FieldRow:
    """One field of a kind, as the page explains it."""

    field: Field
    is_required: bool

    @property
    def braces(self) -> str:
        return f"{{{{ {self.field.name} }}}}"


@dataclass(frozen=True)
class Edition:
    """One edition, with the fields it leaves out although the paper must show them."""

    template: PaperTemplate
    is_in_force: bool
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class KindPage:
    """One kind: what holds, what it says with sample values, which fields there are, which editions there were."""

    row: Row
    quoted: tuple[str, ...]
    fields: tuple[FieldRow, ...]
    editions: tuple[Edition, ...]
    title: str
    paragraphs: tuple[str, ...]


def kinds_on(on: date) -> list[Row]:
    """Every kind that has a basis on a day, with the edition in force.  Two queries."""
    editions: dict[str, list[PaperTemplate]] = {}
    for template in PaperTemplate.objects.order_by("since", "pk"):
        editions.setdefault(template.kind, []).append(template)
    rows = (_row(told, editions.get(name, []), on=on) for name, told in paper_kinds.kinds().items())
    return [row for row in rows if row is not None]


def kind_page(name: str, *, on: date) -> KindPage:
    """One kind; an unknown name answers NotFound."""
    told = _told(name)
    editions = list(
        PaperTemplate.objects.filter(kind=name).select_related("docx", "entered_by", "approved_by").order_by("-edition")
    )
    row = _row(told, sorted(editions, key=lambda each: each.since), on=on)
    if row is None:
        raise NotFound
    sampled = trial.made(name, row.edition, on=on)
    fields = told.fields(on)
    return KindPage(
        row=row,
        quoted=told.quoted(on),
        fields=tuple(FieldRow(each, field in told.required) for field, each in fields.items()),
        editions=tuple(_edition(each, row.edition, told, fields) for each in editions),
        title="" if row.is_own else sampled.composed.title,
        paragraphs=tuple(lines_of(sampled.docx) if row.is_own else paragraphs(sampled.composed)),
    )


def shipped_file(name: str, *, on: date) -> tuple[str, bytes]:
    """Name and content of the template in force: the bureau's own or the shipped one."""
    told = _told(name)
    return f"{told.label}.docx", reading.content(name, reading.in_force(name, on=on), on=on)


def sample_file(name: str, template: PaperTemplate | None, *, on: date, form: str) -> tuple[str, bytes]:
    """Name and content of the paper with sample values, in Word or PDF."""
    told = _told(name)
    made = trial.made(name, template, on=on)
    return f"{told.label}.{form}", made.docx if form == "docx" else made.pdf


def sample_in_force(name: str, *, on: date, form: str) -> tuple[str, bytes]:
    """The same with the edition in force."""
    _told(name)
    return sample_file(name, reading.in_force(name, on=on), on=on, form=form)


def edition_for(public_id: UUID) -> PaperTemplate:
    """One edition; NotFound where there is none."""
    found = PaperTemplate.objects.filter(public_id=public_id).select_related("docx").first()
    if found is None:
        raise NotFound
    return found


def _told(name: str) -> Kind:
    try:
        return paper_kinds.kind(name)
    except UnknownFigure as fault:
        raise NotFound from fault


def _row(told: Kind, editions: list[PaperTemplate], *, on: date) -> Row | None:
    try:
        basis = told.basis(on)
    except NoValueOn:
        return None
    held = [each for each in editions if each.approved_at and each.since <= on]
    numbered = number_of(1, series=told.series, on=on, is_official=told.layout == "official") if told.is_numbered else ""
    return Row(
        told.name,
        told.label,
        told.label_en,
        told.form,
        told.layout,
        told.seal,
        numbered,
        basis.cited,
        basis.confidence,
        held[-1] if held else None,
        sum(1 for each in editions if not each.approved_at),
    )


def _edition(template: PaperTemplate, held: PaperTemplate | None, told: Kind, fields: Mapping[str, Field]) -> Edition:
    content = reading.content(told.name, template, on=template.since) if template.docx else b""
    asked = set(fields_of(content)) if content else set(fields)
    must = (*told.required, *(("number",) if told.is_numbered else ()))
    left_out = tuple(fields[name].label for name in must if name in fields and name not in asked)
    return Edition(template, held is not None and held.pk == template.pk, left_out)
