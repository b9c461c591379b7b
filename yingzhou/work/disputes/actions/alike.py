"""What a reviewer does with complaints that look alike: link two with a reason, take it back, note what was seen."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from yingzhou.base.clock import now
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.models import Complaint, DuplicateLink, RepeatNote
from yingzhou.work.disputes.queries.alike import reviewed, signals_of
from yingzhou.work.disputes.rules import alike as rules


@transaction.atomic
def link_duplicate(*, pid: UUID, earlier: UUID, reason: str, by: Viewer) -> DuplicateLink:
    """Say that a complaint repeats an earlier one.  Both stay as they are; two with one platform number cannot exist."""
    words = rules.check_reason(reason)
    complaint, first = reviewed(by, pid), reviewed(by, earlier)
    rules.check_order(complaint.received_on, first.received_on, first.case.number)
    if complaint.pk == first.pk:
        raise NotFound
    try:
        with transaction.atomic():
            link = DuplicateLink.objects.create(
                complaint=complaint, earlier=first, reason=words, linked_by_id=by.officer_id, linked_at=now()
            )
    except IntegrityError as twice:
        raise rules.LinkedAlready() from twice
    record("complaint.link_duplicate", complaint, by=by, earlier=first.public_id)
    return link


@transaction.atomic
def unlink_duplicate(*, pid: UUID, link: UUID, reason: str, by: Viewer) -> DuplicateLink:
    """Take a link back, with a reason; what was said before stays to be read."""
    words = rules.check_reason(reason)
    complaint = reviewed(by, pid)
    found = DuplicateLink.objects.select_for_update().filter(public_id=link, ended_at__isnull=True).first()
    if found is None or complaint.pk not in (found.complaint_id, found.earlier_id):
        raise NotFound
    found.ended_by_id, found.ended_at, found.ended_reason = by.officer_id, now(), words
    found.save(update_fields=["ended_by", "ended_at", "ended_reason"])
    record("complaint.unlink_duplicate", complaint, by=by, link=found.public_id)
    return found


@transaction.atomic
def note_repeat(*, pid: UUID, words: str, by: Viewer) -> RepeatNote:
    """Keep what a reviewer saw, with the signals as they stood.  Accepting or declining is another act, by its own rules."""
    told = rules.check_note(words)
    complaint: Complaint = reviewed(by, pid)
    found = [{"code": one.code, "facts": one.facts} for one in signals_of(complaint)]
    note = RepeatNote.objects.create(complaint=complaint, signals=found, words=told, by_id=by.officer_id, at=now())
    record("complaint.note_repeat", complaint, by=by, signals=[one["code"] for one in found])
    return note
