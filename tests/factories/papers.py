"""Papers for tests: the sample values of a kind, and issuing one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from yingzhou.base.actors import SYSTEM, Actor
from yingzhou.base.documents.issuing import issue
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.rulebook.paper_kinds import kind as kind_of

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
