"""The rulebook as it holds here: what is shipped, with what the bureau added and approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import yaml
from django.db.models import Count, Max, QuerySet

from yingzhou.base.figures.models import OwnFigure
from yingzhou.rulebook import Figure, Rulebook, shipped

_books: dict[tuple[int, Any], Rulebook] = {}


def book() -> Rulebook:
    """The merged rulebook, to be handed to rules and engines; `book().version` says which edition.

    One small query a call; the book itself is put together again only after an approval.
    """
    state = approved().aggregate(count=Count("pk"), last=Max("approved_at"))
    edition = (state["count"], state["last"])
    if edition not in _books:
        _books.clear()
        _books[edition] = shipped().with_added(rows(approved()))
    return _books[edition]


def figure(name: str, *, on: date) -> Figure:
    """The figure of a day, shipped or the bureau's own."""
    return book().figure(name, on=on)


def approved() -> QuerySet[OwnFigure]:
    """What is in force, in the order in which it was added."""
    return OwnFigure.objects.filter(approved_at__isnull=False).order_by("since", "pk")


def waiting() -> QuerySet[OwnFigure]:
    """What somebody entered and nobody has approved yet, the oldest first."""
    return OwnFigure.objects.filter(approved_at__isnull=True).select_related("entered_by").order_by("entered_at")


def rows(figures: Iterable[OwnFigure]) -> list[Mapping[str, Any]]:
    """The figures as rows of a rulebook."""
    return [row(figure) for figure in figures]


def row(own: OwnFigure) -> dict[str, Any]:
    """One figure as a row of a rulebook; what the bureau enters has been read by two people: confidence A."""
    told = {"label": own.label, "label_en": own.label_en, "unit": own.unit, "to": own.until}
    given = {name: value for name, value in told.items() if value}
    fixed = {"name": own.name, "from": own.since, "value": own.value, "source": own.source, "confidence": "A"}
    return {**fixed, **given}


def as_yaml() -> str:
    """What is in force, in the format of the rulebook: to be kept, compared, or sent to another bureau."""
    entries: dict[str, list[dict[str, Any]]] = {}
    for told in rows(approved()):
        entries.setdefault(told["name"], []).append({key: value for key, value in told.items() if key != "name"})
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=True)
