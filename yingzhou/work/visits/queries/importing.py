"""What a workbook that was handed in says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yingzhou.base.evidence import places
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.evidence.serving import evidence_for
from yingzhou.base.refusals import NotFound
from yingzhou.base.staging.books import sheets_of
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.visits import rules

#: The kind of evidence a workbook with a form is.
FORM = "checklist"
PUBLISHERS = (Role.DEPARTMENT,)


def may_see_form(viewer: Any, evidence: Evidence) -> bool:
    """Those who may publish it."""
    return isinstance(viewer, Viewer) and viewer.has(*PUBLISHERS)


def form_in(viewer: Viewer, pid: UUID) -> rules.ReadForm:
    """The checklist in a workbook, read anew each time; NotFound for what is none, FileRefused for what cannot be read."""
    kept = evidence_for(viewer, pid)
    if kept.kind != FORM:
        raise NotFound
    return rules.read_xlsform(sheets_of(places.blob(kept.sha256)))
