"""The rubric in force, those before and after it, and what waits for a second person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from django.utils.translation import get_language

from yingzhou.base.clock import today
from yingzhou.base.figures import reading
from yingzhou.base.figures.models import OwnFigure
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.queries.grading import grading_on
from yingzhou.work.disputes.rules import stars as rules


@dataclass(frozen=True)
class RubricItem:
    """One item in words: what counts, where it comes from, and its steps."""

    words: str
    counts: str
    unit: str
    source: str
    less_is_better: bool
    steps: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class RubricStar:
    """What one star asks for."""

    stars: int
    points: int
    musts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class RubricView:
    """The rubric of today, its versions, and what waits.  `may_approve` is false for whoever entered it."""

    grading: rules.Grading
    groups: tuple[tuple[str, tuple[RubricItem, ...]], ...]
    stars: tuple[RubricStar, ...]
    versions: tuple[tuple[str, date, date | None, str], ...]
    waiting: tuple[tuple[OwnFigure, bool], ...]


def rubric_view(viewer: Viewer) -> RubricView:
    """Everything the page of the rubric shows."""
    grading, language = grading_on(today()), get_language() or "zh-hans"
    groups = tuple(
        (
            rules.in_language(words, language),
            tuple(_item(grading, row, language) for row in grading.told["items"] if row["group"] == name),
        )
        for name, words in grading.told["groups"].items()
    )
    stars = tuple(
        RubricStar(one.stars, one.points, tuple((grading.words(must.item, "words", language), must.points) for must in one.musts))
        for one in grading.rubric.stars
    )
    series = reading.book().series(rules.FIGURE)
    return RubricView(
        grading=grading,
        groups=groups,
        stars=stars,
        versions=tuple((str(one.value["version"]), one.since, one.until, one.source) for one in reversed(series.values)),
        waiting=tuple((one, one.entered_by_id != viewer.officer_id) for one in reading.waiting().filter(name=rules.FIGURE)),
    )


def rubric_text() -> str:
    """The rubric of today as YAML, to start one's own from."""
    return str(yaml.safe_dump(dict(grading_on(today()).told), allow_unicode=True, sort_keys=False))


def _item(grading: rules.Grading, row: Any, language: str) -> RubricItem:
    item = grading.rubric.item(row["id"])
    return RubricItem(
        words=grading.words(row["id"], "words", language),
        counts=grading.words(row["id"], "counts", language),
        unit=grading.words(row["id"], "unit", language),
        source=next(name for name in (rules.RECORD, rules.SELF, rules.ASSESSOR) if name in row["evidence"]),
        less_is_better=item.less_is_better,
        steps=tuple((step.at, step.points) for step in item.steps),
    )
