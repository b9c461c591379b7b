"""What staging is told about the platform's complaints."""

from __future__ import annotations

from typing import Any

from yingzhou.base.actors import Actor
from yingzhou.base.staging.kinds import Kind, Parts
from yingzhou.base.staging.models import Batch, Touched
from yingzhou.base.words import _
from yingzhou.work.disputes.actions.ledger import comparing, writing
from yingzhou.work.disputes.actions.ledger.clocks import stop_orphans
from yingzhou.work.disputes.actions.ledger.finishing import STORED, Finishing
from yingzhou.work.disputes.models import Complaint, StagedComplaint
from yingzhou.work.disputes.rules import platform as rules

KIND = "complaints"

#: Whatever anybody did with a complaint or its matter since stands in the trail; looking at it is no reason.
_LEFT = f"""
SELECT t.root_id, 'changed' FROM {Touched._meta.db_table} t
JOIN disputes_complaint c ON c.id = t.root_id JOIN cases_case m ON m.id = c.case_id
JOIN trail_event e ON e.id > %s AND e.verb NOT LIKE '%%.read' AND (
    (e.subject_kind = 'disputes.complaint' AND e.subject_id = c.public_id)
    OR (e.subject_kind = 'cases.case' AND e.subject_id = m.public_id))
WHERE t.batch_id = %s
"""


def left(batch: Batch) -> tuple[str, list[Any]]:
    return _LEFT, [batch.marks.get("committed", {}).get("trail_event", 0), batch.pk]


def _taken_back(batch: Batch, by: Actor) -> None:
    writing.taken_back(batch, by)
    stop_orphans(by=by)


COMPLAINTS = Kind(
    name=KIND,
    label=_("平台投诉台账"),
    columns=rules.columns,
    table=StagedComplaint,
    stored=STORED,
    finisher=Finishing,
    compare=comparing.compare,
    write=writing.write,
    parts=Parts(
        root="disputes_complaint",
        parts=(("disputes_complainant", "complaint_id"), ("disputes_platformrow", "complaint_id")),
    ),
    root_model=lambda: Complaint,
    left=left,
    watched=("trail_event",),
    forget=comparing.forget,
    words=rules.WORDS,
    keeps_cells=True,
    taken_back=_taken_back,
)
