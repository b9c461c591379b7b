"""Checklists of the bureau's own: handed in as an XLSForm, looked over, then published as a version that never changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from yingzhou.base.clock import now
from yingzhou.base.evidence import storing
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.visits import rules
from yingzhou.work.visits.models import Checklist
from yingzhou.work.visits.queries.checklists import sheet
from yingzhou.work.visits.queries.importing import FORM, form_in


def hand_in_form(*, source: BinaryIO, name: str, by: Viewer) -> Evidence:
    """Keep a workbook so that somebody can look over what it says; nothing is published by it."""
    return storing.put(source, by=by, name=name, kind=FORM, max_mib=2)


@transaction.atomic
def publish_checklist(*, form: UUID, since: date, trades: Sequence[str], by: Viewer) -> Checklist:
    """Publish what a workbook says as a new version, from a day on.  FormHasFaults, VersionTaken."""
    check_sealing()
    read = form_in(by, form)
    if read.faults:
        raise rules.FormHasFaults(count=len(read.faults))
    if sheet(read.code, read.version) is not None:
        raise rules.VersionTaken(code=read.code, version=read.version)
    made = Checklist.objects.create(
        code=read.code,
        version=read.version,
        title=read.title,
        trades=list(trades or read.trades),
        items=list(read.items),
        since=since,
        published_by_id=by.officer_id,
        published_at=now(),
    )
    record("checklist.publish", made, by=by, code=made.code, version=made.version, items=len(made.items), since=since)
    return made
