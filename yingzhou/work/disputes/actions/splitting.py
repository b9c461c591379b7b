"""另行登记举报: the part of a complaint that is a report, taken into the room of reports (Order 121, article 9)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions.tipoffs import Told, ToldBy, register_tipoff
from yingzhou.work.disputes.choices import Matter, ReceiptChannel
from yingzhou.work.disputes.models import Complainant, Complaint, Tipoff
from yingzhou.work.disputes.queries.scope import complaint_for, facts_of
from yingzhou.work.disputes.rules import refusals, steps
from yingzhou.work.disputes.rules.steps import Step


@transaction.atomic
def split_report(
    *,
    complaint: Complaint,
    facts: str,
    matter: Matter,
    by: Viewer,
    key: UUID,
    informant: UUID | None = None,
    files: Sequence[BinaryIO] = (),
) -> Tipoff:
    """A report of its own, received when and how the complaint was.  `informant` is the complainant who reports; none: anonymous.

    The complaint is not written to: no line of its trail, no step, no row.  The complainant's name goes from seal to vault
    without being shown, so that it is no look at an identity.  The platform's number stays with the complaint alone: beside the
    report it would join the two in the open.
    """
    complaint = complaint_for(by, complaint.public_id)
    steps.check(by, facts_of(complaint), Step.SPLIT)
    return register_tipoff(
        told=Told(
            channel=ReceiptChannel(complaint.channel),
            received_on=complaint.received_on,
            facts=facts,
            target_name=complaint.respondent_name,
            target_address=complaint.respondent_address,
            matter=matter,
        ),
        told_by=_told_by(complaint, informant) if informant else None,
        business=complaint.respondent,
        files=files,
        key=key,
        from_complaint=complaint.public_id,
        by=by,
    )


def _told_by(complaint: Complaint, informant: UUID) -> ToldBy:
    """The complainant as told: by a real name, or not by name at all."""
    person = Complainant.objects.filter(complaint=complaint, public_id=informant, erased_at__isnull=True).first()
    if person is None or not person.name.strip():
        raise refusals.NoNameToReport()
    return ToldBy(name=person.name, phone=person.phone, address=person.address)
