"""线索、权限争议: what runs beside mediation with a clock of its own."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from yingzhou.base.clock import today
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions.writing import held, start, stop
from yingzhou.work.disputes.models import AuthorityDispute, Clue, Complaint
from yingzhou.work.disputes.rules import periods, refusals
from yingzhou.work.disputes.rules.steps import Step


@transaction.atomic
def note_clue(*, complaint: Complaint, words: str, by: Viewer) -> Clue:
    """A suspected breach seen while mediating: to be checked within its own days (article 27), one after the other."""
    complaint = held(complaint, by=by, step=Step.CLUE)
    if not words.strip():
        raise refusals.ReasonMissing()
    if complaint.clues.filter(checked_on__isnull=True).exists():
        raise refusals.ClueWaits()
    clue = Clue.objects.create(complaint=complaint, found_on=today(), words=words.strip(), noted_by_id=by.officer_id)
    start(complaint, periods.CLUE_CHECK, began_on=today(), by=by)
    record("complaint.clue", complaint, by=by, clue=clue.public_id)
    return clue


@transaction.atomic
def check_clue(*, complaint: Complaint, result: str, by: Viewer) -> Clue:
    """What the check found; whatever follows goes on in the enforcement system."""
    complaint = held(complaint, by=by, step=Step.CLUE_CHECK)
    if not result.strip():
        raise refusals.ReasonMissing()
    clue = complaint.clues.select_for_update().filter(checked_on__isnull=True).first()
    if clue is None:
        raise refusals.NoClue()
    clue.checked_on, clue.result = today(), result.strip()
    clue.save(update_fields=["checked_on", "result"])
    stop(complaint, periods.CLUE_CHECK, why="核查完了", by=by)  # data
    record("complaint.clue_check", complaint, by=by, clue=clue.public_id)
    return clue


@transaction.atomic
def dispute_authority(*, complaint: Complaint, with_whom: str, by: Viewer) -> AuthorityDispute:
    """Another authority says it is ours, we say theirs: settled within its days, or put to the one above (article 33)."""
    complaint = held(complaint, by=by, step=Step.AUTHORITY)
    if not with_whom.strip():
        raise refusals.ReasonMissing(field="with_whom")
    try:
        with transaction.atomic():
            made = AuthorityDispute.objects.create(
                complaint=complaint, with_whom=with_whom.strip()[:120], arose_on=today(), noted_by_id=by.officer_id
            )
    except IntegrityError as open_one:
        raise refusals.AuthorityOpen() from open_one
    start(complaint, periods.AUTHORITY, began_on=today(), by=by)
    record("complaint.authority_arise", complaint, by=by)
    return made


@transaction.atomic
def settle_authority(*, complaint: Complaint, result: str, by: Viewer) -> AuthorityDispute:
    """Whose it is was agreed, or the authority above was asked to name one."""
    complaint = held(complaint, by=by, step=Step.AUTHORITY_SETTLE)
    if not result.strip():
        raise refusals.ReasonMissing()
    open_one = complaint.authority_disputes.select_for_update().filter(settled_on__isnull=True).first()
    if open_one is None:
        raise refusals.NoAuthorityDispute()
    open_one.settled_on, open_one.result = today(), result.strip()
    open_one.save(update_fields=["settled_on", "result"])
    stop(complaint, periods.AUTHORITY, why="权限定了", by=by)  # data
    record("complaint.authority_settle", complaint, by=by)
    return open_one
