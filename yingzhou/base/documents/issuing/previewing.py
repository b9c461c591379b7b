"""What a paper would say, before anybody presses the button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yingzhou.base.documents.issuing.composing import check_values, compose, paragraphs
from yingzhou.base.documents.papers.filling import BLANK
from yingzhou.rulebook import paper_kinds


@dataclass(frozen=True)
class Preview:
    """A paper to be read on a screen.  `missing` must be filled before it can be issued, `blanks` would stay open."""

    title: str
    basis: str
    paragraphs: tuple[str, ...]
    blanks: tuple[str, ...]
    missing: tuple[str, ...]


def preview(kind: str, *, on: date, values: Mapping[str, Any], rules_on: date | None = None) -> Preview:
    """The paper as it would read; the number is given out only when it is issued."""
    told, rules = paper_kinds.kind(kind), rules_on or on
    check_values(told, values, rules_on=rules, complete=False)
    composed = compose(told, values, on=on, rules_on=rules, number=BLANK if told.is_numbered else "")
    labels = {each.label for name, each in told.fields(rules).items() if name in told.required}
    return Preview(
        composed.title,
        composed.cited,
        tuple(paragraphs(composed)),
        composed.blanks,
        tuple(label for label in composed.blanks if label in labels),
    )
