"""Issuing the papers of an inspection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.documents.issuing import issue
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.work.inspections.models import Inspection
from yingzhou.work.inspections.queries.clocks import ABOUT


def issued(inspection: Inspection, kind: str, values: Mapping[str, Any], *, by: Actor) -> IssuedPaper:
    """The paper of a kind, dated today."""
    return issue(kind=kind, about=ABOUT, about_id=inspection.public_id, on=today(), values=values, by=by)
