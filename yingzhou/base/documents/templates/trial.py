"""A kind of paper with its sample values, to be looked at before anything depends on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from yingzhou.base.documents.issuing.composing import Composed, compose
from yingzhou.base.documents.issuing.heading import number_of
from yingzhou.base.documents.issuing.making import Made, in_word, make
from yingzhou.base.documents.models import PaperTemplate
from yingzhou.rulebook import paper_kinds


def sample(kind: str, *, on: date) -> dict[str, Any]:
    """Every field of a kind that people fill in, with its sample."""
    fields = paper_kinds.kind(kind).fields(on)
    return {name: each.sample for name, each in fields.items() if not each.auto}


def composed(kind: str, *, on: date) -> Composed:
    """The paper of a kind with the sample values, numbered as the first of its year."""
    told = paper_kinds.kind(kind)
    number = number_of(1, series=told.series, on=on, is_official=told.layout == "official") if told.is_numbered else ""
    return compose(told, sample(kind, on=on), on=on, rules_on=on, number=number)


def made(kind: str, template: PaperTemplate | None, *, on: date) -> Made:
    """Word file and PDF of a kind with the sample values, as an edition would give them."""
    filled = composed(kind, on=on)
    return make(kind, sample(kind, on=on), on=on, rules_on=on, number=filled.number, template=template)


def words(kind: str, *, on: date) -> dict[str, Any]:
    """What the sandbox fills the template with."""
    return in_word(composed(kind, on=on).words)
