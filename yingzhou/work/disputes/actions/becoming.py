"""先行和解转投诉: only with a statutory receipt; the dispute's own promise ends, its words and photos come along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.choices import Made, Outcome, Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.actions.registering import kept_files, register_complaint
from yingzhou.work.disputes.models import Complaint, Dispute
from yingzhou.work.disputes.rules import refusals
from yingzhou.work.disputes.rules.intake import Intake

#: What whoever raised the dispute reads where they follow it; what papers and results say stays Chinese.
TOLD = "已登记为投诉{number}，收到日期{received_on}；是否受理，七个工作日内告知。"  # data


@transaction.atomic
def become_complaint(*, dispute: Dispute, intake: Intake, by: Viewer, key: UUID, files: Sequence[UploadedFile] = ()) -> Complaint:
    """A complaint out of a dispute that was open; the same `key` again gives the same complaint."""
    case = cases.locked(dispute.case)
    known = Complaint.objects.select_related("case").filter(dispute=dispute).first()
    if known is None and not case.is_open:
        raise refusals.NoDispute()
    carried = tuple(case.attachments.order_by("pk").values_list("evidence__public_id", flat=True))
    intake = replace(intake, evidence=(*carried, *kept_files(files, by=by)))
    made = register_complaint(intake=intake, by=by, key=key, dispute=dispute)
    if known is None:
        _end(case, made, by)
        record("dispute.become_complaint", dispute, by=by, complaint=made.public_id)
    return made


def _end(case: Case, made: Complaint, by: Viewer) -> None:
    """The promise of the dispute ends; the statutory clock of the complaint has begun."""
    words = TOLD.format(number=made.case.number, received_on=made.received_on.isoformat())
    closed = cases.advance(
        case=case,
        name=Made.CLOSE,
        to=Stage.CLOSED,
        by=by,
        come_with=cases.With(words=words),
        changes={**cases.ended(Outcome.REFERRED), "result": words},
        facts={"into": made.case.public_id},
    )
    cases.set_erasure(closed)
