"""The bureau's own rubric in the place of the template: entered by one person, in force once another has approved it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import yaml
from django.db import transaction

from yingzhou.base.clock import today
from yingzhou.base.figures import writing
from yingzhou.base.figures.models import OwnFigure
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.rules import stars as rules


@transaction.atomic
def enter_rubric(*, text: bytes, since: date, source: str, by: Viewer) -> OwnFigure:
    """Read, checked item by item, and kept waiting for another person.  Awards given before keep their own rubric."""
    rules.check_ahead(since, today=today())
    told = _read(text)
    rules.read_rubric(told)
    return writing.enter(name=rules.FIGURE, since=since, value=told, source=source, by=by)


@transaction.atomic
def approve_rubric(*, figure: UUID, by: Viewer) -> OwnFigure:
    """In force from its day on; refused to whoever entered it."""
    return writing.approve(figure=figure, by=by)


def _read(text: bytes) -> Any:
    try:
        return yaml.safe_load(text.decode("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError) as fault:
        raise rules.RubricUnreadable(where="YAML", what=" ".join(str(fault).split())[:160]) from fault
